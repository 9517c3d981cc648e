import { randomBytes } from 'node:crypto'

const NAMES = [
  'Product Viewed',
  'Product Added',
  'Page Viewed',
  'Experience Viewed',
  'Order Completed',
  'Coupon Claimed',
]
const PATHS = ['/', '/cart', '/goods/grape', '/goods/海南芒果', '/live/8801', '/orders/2026/11']
const AGENT =
  'Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.6367.82 Mobile Safari/537.36'

/**
 * Writes the events of a shop's visitors as the SDK sends them, 350 to 700 bytes each, from a set of forms made once:
 * the load must cost its own machine little. Every `messageId` is new and says nothing of the order.
 */
export function generateEvents() {
  const forms = Array.from({ length: 512 }, (_, index) => form(index))
  let next = 0
  return (count) => {
    const random = randomBytes(count * 15).toString('base64url')
    const now = Date.now()
    const ids = []
    const texts = []
    for (let index = 0; index < count; index++) {
      const id = random.slice(index * 20, index * 20 + 20)
      const tail = forms[next++ % forms.length]
      ids.push(id)
      const timestamp = new Date(now - index).toISOString()
      texts.push(`{"age":${index},"type":"track","messageId":"${id}","timestamp":"${timestamp}",${tail}`)
    }
    return { ids, texts }
  }
}

/** What an event says after its time. */
function form(index) {
  const pick = (values, step) => values[Math.floor(index / step) % values.length]
  const path = pick(PATHS, 1)
  const name = pick(NAMES, 2)
  const context = {
    library: { name: '@qianmian/h5', version: '1.0.0' },
    page: { path, url: `https://shop.example${encodeURI(path)}`, title: '千面鲜果' },
    session: { id: randomBytes(15).toString('base64url'), number: 1 + (index % 9), start: 1795600000000 },
    locale: 'zh-CN',
    ...(index % 3 === 0 && { userAgent: AGENT }),
    ...(index % 4 === 0 && { campaign: { source: 'douyin', medium: 'live', name: 'double-12' } }),
  }
  const properties = {
    product_id: `sku-${index}`,
    name: '阳光玫瑰葡萄 2kg',
    price: 19.9 + index,
    ...(name === 'Order Completed' && { order_id: `o${index}`, total: 59.7 + index, currency: 'CNY' }),
    ...(name === 'Experience Viewed' && { slot: 'home_hero', experience: 'winback', variation: 'a', revision: 42 }),
  }
  const anonymousId = randomBytes(15).toString('base64url')
  const rest = { anonymousId, ...(index % 2 && { userId: `u_${index}` }), context, event: name, properties }
  return JSON.stringify(rest).slice(1)
}
