import { debugOverlay } from '/debug.js'
import { personalize } from '/rules/index.js'

/* global qianmian */
const { writeKey, endpoint, lang } = Object.fromEntries(new URLSearchParams(location.search))

const config = {
  schema: 1,
  id: 'fruit-shop',
  revision: 1,
  tz: 'Asia/Shanghai',
  traits: {
    orders: { event: 'Order Completed', agg: 'count' },
    spend: { event: 'Order Completed', agg: 'sum', prop: 'total' },
    visits: { event: 'Session Started', agg: 'count' },
  },
  tags: { buyer: { name: '已购', when: { orders: { $gte: 1 } } }, rich: { when: { spend: { $gte: 500 } } } },
  audiences: { regulars: { when: { tags: { $in: ['buyer'] } } } },
  slots: { home_hero: { default: { type: 'banner', title: 'Fruit' } }, live_popup: { default: null } },
  experiences: [
    {
      id: 'thanks',
      slot: 'home_hero',
      priority: 10,
      audience: ['regulars'],
      variations: [{ key: 'a', payload: { type: 'banner', title: 'Welcome back' } }],
    },
    {
      id: 'winback-coupon',
      slot: 'live_popup',
      when: { spend: { $gte: 500 } },
      variations: [{ key: 'c20', payload: { type: 'coupon', text: '20', code: 'BACK20' } }],
    },
  ],
}

window.client = qianmian.createClient({ writeKey, endpoint, flushAt: 1000, flushIntervalMs: 600_000 })
const personalization = personalize(window.client, { config })
window.client.page()
window.client.track('Order Completed', { order_id: 'o1', total: 86.5, products: [{ product_id: 'grape' }] })
window.remove = debugOverlay(window.client, personalization, { lang, slots: ['home_hero', 'live_popup'] })
