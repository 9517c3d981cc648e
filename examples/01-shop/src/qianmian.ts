import type { Consent } from '@qianmian/core'
import { createClient } from '@qianmian/h5'
import { personalize } from '@qianmian/rules'

const endpoint = document.querySelector<HTMLMetaElement>('meta[name="qianmian-endpoint"]')!.content

/** Records what the visitor does. */
export const client = createClient({ writeKey: 'demo', endpoint })

/** Decides what the visitor sees. */
export const personalization = personalize(client, { config: `${endpoint}/config.json` })

let allowed: () => Consent
client.use({
  name: 'shop',
  setup(context) {
    allowed = context.consent
  },
})

/** What the visitor allows now. */
export function consent(): Consent {
  return allowed()
}
