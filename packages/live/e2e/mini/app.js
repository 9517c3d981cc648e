const { createClient, defineSlot } = require('@qianmian/wechat')
const { personalize } = require('@qianmian/wechat/personalize')
const { collectorActivities, createActivities, defineWidgets } = require('@qianmian/live/widgets')
const { config, endpoint } = require('./settings')

const source = { writeKey: 'demo', endpoint }
const client = createClient(Object.assign({ flushIntervalMs: 50 }, source))
// Of what activities the collector has told, when the widgets show it.
const viewer = { watched: 0, told: [] }
const { act, look } = collectorActivities(Object.assign({ client }, source))
const lookAndTell = (names) =>
  look(names).then((told) => {
    setTimeout(() => viewer.told.push(...names))
    return told
  })
defineWidgets(createActivities({ client, server: { act, look: lookAndTell }, watched: () => viewer.watched }))
if (config) defineSlot(personalize(client, { config }))
App({ client, viewer })
