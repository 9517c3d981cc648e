const { tagNames } = require('../../shop/tagNames')

const { client, personalization } = getApp()

Page({
  data: { userId: null, tags: '' },

  onShow() {
    const { userId, tags } = personalization.visitor()
    this.setData({ userId, tags: tags.map((tag) => tagNames[tag]).join('、') })
  },

  signIn() {
    client.identify('u_42', { member: true })
    this.onShow()
  },

  leave() {
    client.reset()
    this.onShow()
  },
})
