import '../../packages/wechat/miniprogram_dist/slot/index.js'
import { createClient, defineSlot } from '../../packages/wechat/dist/index.mjs'
import { personalize } from '../../packages/wechat/dist/personalize.mjs'

// A minimal mini-program that personalizes: what the size budget is measured on, without templates and styles.
const client = createClient({ writeKey: 'demo', endpoint: 'https://collect.example.com' })
client.page()
client.track('Product Added', { product_id: 'grape', price: 19.9 })
defineSlot(personalize(client, { config: 'https://cdn.example.com/qianmian.json' }))
