const { autoEvents, createClient, defineSlot } = require('@qianmian/wechat')
const { personalize } = require('@qianmian/wechat/personalize')
const { endpoint } = require('./endpoint')

/** Records what the visitor does. */
const client = createClient({ writeKey: 'demo', endpoint })

/** Decides what the visitor sees. */
const personalization = personalize(client, { config: `${endpoint}/config.json` })
defineSlot(personalization)

// Last: what it records at once, such as the launch, is for the rules too.
client.use(autoEvents())

App({ client, personalization })
