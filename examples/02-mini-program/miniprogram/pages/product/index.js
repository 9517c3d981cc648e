const { add } = require('../../shop/cart')
const { facts, find, goodsOf } = require('../../shop/shelf')

const { client } = getApp()

Page({
  data: { one: null },

  onLoad({ id }) {
    const [one] = goodsOf([id])
    this.setData({ one })
    if (one) client.track('Product Viewed', facts(find(id)))
  },

  buy() {
    const product = find(this.data.one.id)
    add(product.id, 1)
    client.track('Product Added', Object.assign({ quantity: 1 }, facts(product)))
    wx.switchTab({ url: '/pages/cart/index' })
  },

  onShareAppMessage() {
    const { id, name } = this.data.one
    return { title: name, path: `/pages/product/index?id=${id}` }
  },
})
