Page({
  data: { payloads: [], popup: null, coupon: null, followed: [], answered: [] },
  decided({ detail }) {
    this.setData({ popup: detail.payload })
  },
  followed({ detail }) {
    this.setData({ followed: this.data.followed.concat(detail.url) })
  },
  done({ detail }) {
    this.setData({ answered: this.data.answered.concat(detail.action) })
  },
})
