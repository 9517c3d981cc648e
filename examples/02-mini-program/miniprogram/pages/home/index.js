const { exposures } = require('@qianmian/wechat')
const { add, claim } = require('../../shop/cart')
const { open } = require('../../shop/open')
const { facts, find, goodsOf } = require('../../shop/shelf')

const { client, personalization } = getApp()

Page({
  data: { hero: null, picks: null, goods: [] },

  onReady() {
    this.seen = exposures(client, this, '.pick')
  },

  onUnload() {
    this.seen.stop()
  },

  heroDecided({ detail }) {
    this.setData({ hero: detail.payload })
  },

  picksDecided({ detail }) {
    const picks = detail.payload
    this.setData({ picks, goods: goodsOf(picks ? picks.products : []) }, () => {
      if (this.seen) this.seen.refresh()
    })
  },

  openHero() {
    personalization.slot('home_hero').clicked()
    open(this.data.hero.url)
  },

  openProduct({ currentTarget }) {
    personalization.slot('home_picks').clicked()
    open(`/product/${currentTarget.dataset.id}`)
  },

  buy({ currentTarget }) {
    const product = find(currentTarget.dataset.id)
    add(product.id, 1)
    client.track('Product Added', Object.assign({ quantity: 1 }, facts(product)))
    wx.showToast({ title: '已放进购物车', icon: 'none' })
  },

  claim({ detail }) {
    const { code, amount } = detail.decision.payload
    if (claim(code)) client.track('Coupon Claimed', { coupon_id: code, discount: amount })
    wx.showToast({ title: '券已收好，下单自动用', icon: 'none' })
  },

  onShareAppMessage() {
    return { title: '枝上鲜果：今晨还在枝上', path: '/pages/home/index' }
  },

  onShareTimeline() {
    return { title: '枝上鲜果：今晨还在枝上' }
  },

  onAddToFavorites() {
    return { title: '枝上鲜果' }
  },
})
