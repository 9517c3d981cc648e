const { find } = require('./shelf')

const KEY = 'shop:cart'
const COUPON = 'shop:coupon'

/** The coupons that the till knows: what they take off, and from which sum on, in fen. */
const issued = { NEW20: { off: 2000, from: 3900 }, BACK30: { off: 3000, from: 9900 } }

const stored = () => JSON.parse(wx.getStorageSync(KEY) || '{}')

/** Puts one more of a product into the cart; a negative number takes out. */
exports.add = (id, count) => {
  const all = stored()
  const next = (all[id] || 0) + count
  if (next > 0) all[id] = next
  else delete all[id]
  wx.setStorageSync(KEY, JSON.stringify(all))
}

exports.lines = () => {
  const all = stored()
  return Object.keys(all)
    .map((id) => ({ product: find(id), quantity: all[id] }))
    .filter(({ product }) => product)
}

/** Keeps a coupon for the next order; false when the till does not know it. */
exports.claim = (code) => {
  if (!issued[code]) return false
  wx.setStorageSync(COUPON, code)
  return true
}

/** What the cart comes to, in fen, with the coupon if it counts. */
exports.sum = () => {
  const goods = exports.lines().reduce((sum, { product, quantity }) => sum + product.price * quantity, 0)
  const code = wx.getStorageSync(COUPON)
  const coupon = issued[code]
  const discount = coupon && goods >= coupon.from ? coupon.off : 0
  return { goods, discount, total: goods - discount, code: discount ? code : '' }
}

exports.clear = () => {
  wx.removeStorageSync(KEY)
  wx.removeStorageSync(COUPON)
}
