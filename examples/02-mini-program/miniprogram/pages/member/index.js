const { client, personalization } = getApp()

Page({
  data: { userId: null, tags: [] },

  onShow() {
    const { userId, tags } = personalization.visitor()
    this.setData({ userId, tags })
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
