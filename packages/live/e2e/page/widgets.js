/* global qianmian */
import { collectorActivities, createActivities, defineWidgets } from '/live/widgets/index.js'
import { personalize } from '/rules/index.js'

const { required, endpoint = location.origin } = Object.fromEntries(new URLSearchParams(location.search))
const source = { writeKey: 'demo', endpoint }
window.told = []
window.watchedSeconds = 0
window.client = qianmian.createClient({
  ...source,
  flushIntervalMs: 50,
  consent: { required: required === 'true' },
  onError: ({ code, message }) => window.told.push(`${code}: ${message}`),
})
const server = collectorActivities({ ...source, client: window.client })
/** Hears of what activities the collector has told, once the widgets show it. */
let hear = () => {}
const activities = createActivities({
  client: window.client,
  server: {
    ...server,
    async look(names) {
      const told = await server.look(names)
      setTimeout(() => hear(names))
      return told
    },
  },
  watched: () => window.watchedSeconds,
})
const names =
  'product coupon countdownOffer lottery redPacket watchReward checkIn challenge tasks leaderboard vote'.split(' ')
const entries = await Promise.all(names.map((name) => import(`/live/widgets/${name}.js`)))
const renderers = defineWidgets(
  activities,
  names.map((name, i) => entries[i][name]),
)
window.show = (...payloads) =>
  new Promise((resolve) => {
    const awaited = new Set(payloads.flatMap(({ activity }) => activity ?? []))
    hear = (names) => {
      for (const name of names) awaited.delete(name)
      if (!awaited.size) resolve()
    }
    document.querySelector('main').replaceChildren(...payloads.map((one) => renderers[one.type](one)))
    hear([])
  })
window.slot = (config) => {
  qianmian.defineSlot(personalize(window.client, { config }), { renderers })
  const slot = document.createElement('qm-slot')
  slot.setAttribute('name', 'live_popup')
  document.querySelector('main').replaceChildren(slot)
}

// A picture as busy as a video, to see the widgets before it.
const canvas = document.querySelector('canvas')
const pen = canvas.getContext('2d')
for (let row = 0; row < 17; row++)
  for (let column = 0; column < 8; column++) {
    pen.fillStyle = `hsl(${(row * 23 + column * 47) % 360} 45% ${30 + ((row * column * 7) % 40)}%)`
    pen.fillRect(column * 50, row * 50, 50, 50)
  }
