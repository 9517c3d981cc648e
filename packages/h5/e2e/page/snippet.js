/* global qianmian */
const { writeKey, endpoint } = Object.fromEntries(new URLSearchParams(location.search))

window.client = qianmian.createClient({ writeKey, endpoint, flushIntervalMs: 50 })
window.client.page()
for (let n = 0; n < 100; n++) window.client.track('Counted', { n, script: 'createCoreClient' in qianmian })
window.client.identify('anna')
qianmian.loaded(() => {
  window.client.use(qianmian.forms())
  window.client.track('Arrived')
})
