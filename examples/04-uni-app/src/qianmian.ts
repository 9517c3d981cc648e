import { autoEvents, createClient, defineSlot } from '@qianmian/wechat'
import { personalize } from '@qianmian/wechat/personalize'
import { endpoint } from './endpoint'

/** Records what the visitor does. */
export const client = createClient({ writeKey: 'demo', endpoint })

/** Decides what the visitor sees. */
export const personalization = personalize(client, { config: `${endpoint}/config.json` })
defineSlot(personalization)

// Last: what it records at once, such as the launch, is for the rules too.
client.use(autoEvents())
