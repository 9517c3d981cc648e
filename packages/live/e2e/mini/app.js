const { createClient, defineSlot } = require('@qianmian/wechat')
const { personalize } = require('@qianmian/wechat/personalize')
const { collectorActivities, createActivities, defineWidgets } = require('@qianmian/live/widgets')
const { config, endpoint } = require('./settings')

const source = { writeKey: 'demo', endpoint }
const client = createClient(Object.assign({ flushIntervalMs: 50 }, source))
const viewer = { watched: 0 }
const server = collectorActivities(Object.assign({ client }, source))
defineWidgets(createActivities({ client, server, watched: () => viewer.watched }))
if (config) defineSlot(personalize(client, { config }))
App({ client, viewer })
