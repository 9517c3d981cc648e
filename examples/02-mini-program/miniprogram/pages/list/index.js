const { shelf, shelfName } = require('../../shop/shelf')
const { open } = require('../../shop/open')

Page({
  data: { title: '', goods: [] },

  onLoad({ category }) {
    this.setData({ title: shelfName(category), goods: shelf(category) })
  },

  openProduct({ currentTarget }) {
    open(`/product/${currentTarget.dataset.id}`)
  },
})
