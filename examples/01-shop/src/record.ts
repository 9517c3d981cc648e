import { client } from './qianmian.js'
import { type Line, priceOf } from './shop/cart.js'
import { categoryName } from './shop/categories.js'
import type { Coupon } from './shop/coupons.js'
import type { Order } from './shop/orders.js'
import { findProduct, type Product } from './shop/products.js'

/** The shop's events, named and shaped as the Segment e-commerce spec has them. Money is in yuan there. */
export const record = {
  listViewed: (list: string, category: string, products: readonly Product[]) =>
    client.track('Product List Viewed', { list_id: list, category, products: products.map((one) => facts(one)) }),
  productViewed: (product: Product) => client.track('Product Viewed', facts(product)),
  added: (product: Product, quantity: number) => client.track('Product Added', { ...facts(product), quantity }),
  removed: (product: Product, quantity: number) => client.track('Product Removed', { ...facts(product), quantity }),
  cartViewed: (lines: readonly Line[]) => client.track('Cart Viewed', { products: lines.map(lineFacts) }),
  checkoutStarted: (lines: readonly Line[], total: number) =>
    client.track('Checkout Started', { value: total / 100, currency: 'CNY', products: lines.map(lineFacts) }),
  couponClaimed: (coupon: Coupon) =>
    client.track('Coupon Claimed', { coupon_id: coupon.code, coupon_name: coupon.name, discount: coupon.off / 100 }),
  couponApplied: (coupon: Coupon, discount: number) =>
    client.track('Coupon Applied', { coupon_id: coupon.code, coupon_name: coupon.name, discount: discount / 100 }),
  couponRemoved: (coupon: Coupon) =>
    client.track('Coupon Removed', { coupon_id: coupon.code, coupon_name: coupon.name }),
  ordered: (order: Order) =>
    client.track('Order Completed', {
      order_id: order.id,
      total: order.total / 100,
      shipping: order.freight / 100,
      discount: order.discount / 100,
      ...(order.coupon && { coupon: order.coupon }),
      currency: 'CNY',
      products: order.lines.flatMap(({ id, quantity, price }) => {
        const product = findProduct(id)
        return product ? [{ ...facts(product), price: price / 100, quantity }] : []
      }),
    }),
}

const facts = (product: Product) => ({
  product_id: product.id,
  name: product.name,
  category: categoryName(product.category),
  price: priceOf(product) / 100,
})

const lineFacts = ({ product, quantity }: Line) => ({ ...facts(product), quantity })
