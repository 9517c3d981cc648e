const cart = require('../../shop/cart')
const { facts, goodsOf, yuan } = require('../../shop/shelf')

const { client } = getApp()
const products = () => cart.lines().map(({ product, quantity }) => Object.assign({ quantity }, facts(product)))

Page({
  data: { lines: [], goods: '0', discount: '0', total: '0', order: '' },

  onShow() {
    this.setData({ order: '' })
    this.fill()
    client.track('Cart Viewed', { products: products() })
  },

  fill() {
    const { goods, discount, total } = cart.sum()
    const lines = cart.lines().map(({ product, quantity }) => Object.assign({ quantity }, goodsOf([product.id])[0]))
    this.setData({ lines, goods: yuan(goods), discount: yuan(discount), total: yuan(total) })
  },

  change({ currentTarget }) {
    const { id, by } = currentTarget.dataset
    cart.add(id, Number(by))
    this.fill()
  },

  pay() {
    const { total, discount, code } = cart.sum()
    const order = `M${Date.now()}`
    client.track('Order Completed', {
      order_id: order,
      total: total / 100,
      discount: discount / 100,
      coupon: code || undefined,
      currency: 'CNY',
      products: products(),
    })
    cart.clear()
    this.fill()
    this.setData({ order })
  },
})
