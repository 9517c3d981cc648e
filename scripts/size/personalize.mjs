import { createClient } from '@qianmian/h5'
import { personalize } from '@qianmian/rules'

// A minimal page that personalizes: what the size budget is measured on.
const client = createClient({ writeKey: 'demo', endpoint: 'https://collect.example.com' })
client.page()
client.track('Product Added', { product_id: 'grape', price: 19.9 })
export const { decide, slot } = personalize(client, { config: '/qianmian.json' })
