/* global qianmian */
import { personalize } from '/rules/index.js'

const { writeKey, endpoint } = Object.fromEntries(new URLSearchParams(location.search))
const config = {
  schema: 1,
  id: 'tag',
  revision: 1,
  slots: { hero: { default: null } },
  experiences: [
    { id: 'welcome', slot: 'hero', variations: [{ key: 'a', payload: { type: 'text', text: 'Welcome' } }] },
  ],
}

window.client = qianmian.createClient({ writeKey, endpoint, flushIntervalMs: 50 })
qianmian.loaded(() => qianmian.defineSlot(personalize(window.client, { config })))
