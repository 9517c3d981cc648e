import { client } from './qianmian.js'
import type { Bill } from './shop/bill.js'
import type { Good } from './shop/goods.js'

/** What is done in the room's own panels, named and shaped as the Segment e-commerce spec has it. Money is in yuan there. */
export const record = {
  viewed: (good: Good) => client.track('Product Viewed', facts(good)),
  clicked: (good: Good, position: number) => client.track('Product Clicked', { ...facts(good), position }),
  checkoutStarted: (good: Good, { total }: Bill) =>
    client.track('Checkout Started', { value: total / 100, currency: 'CNY', products: [facts(good)] }),
  ordered: (good: Good, order: string, { price, discount, total, used }: Bill) =>
    client.track('Order Completed', {
      order_id: order,
      total: total / 100,
      discount: discount / 100,
      currency: 'CNY',
      ...(used[0] && { coupon: used[0] }),
      products: [{ ...facts(good), price: price / 100, quantity: 1 }],
    }),
}

const facts = ({ id, name, price }: Good) => ({ product_id: id, name, category: '水果', price: price / 100 })
