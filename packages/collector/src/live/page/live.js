import { ask, listen, names as readNames, WrongToken } from './collector.js'
import { showEvents } from './events.js'
import { showExperiences } from './experiences.js'
import { frame } from './frame.js'
import { showTotals } from './totals.js'
import { word } from './words.js'

/** The numbers are asked for again at most this often, in ms, and only when something has happened. */
const pause = 1500

const at = (id) => document.getElementById(id)
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

let names = { slot: (slot) => slot, headline: () => undefined }
let reports = null
let recent = []
let asking = null

const page = frame(
  { href: '/live/room.html', word: 'rooms' },
  {
    enter() {
      history.replaceState(null, '', `#token=${encodeURIComponent(page.token())}`)
      run()
    },
    draw() {
      draw()
      at('events').replaceChildren()
      showEvents(at('events'), recent, names, false)
    },
  },
)

function draw() {
  if (!reports) return
  showTotals(at('totals'), reports.stats)
  showExperiences(at('experiences'), reports.experiences, names)
}

function take(events, fresh) {
  recent = [...events, ...recent].slice(0, 80)
  showEvents(at('events'), events, names, fresh)
  at('quiet').hidden = at('events').children.length > 0
}

async function refresh() {
  const [stats, { experiences }] = await Promise.all(
    ['/v1/stats', '/v1/experiences'].map((path) => ask(path, page.token())),
  )
  reports = { stats, experiences }
  draw()
}

/** Asks now, and no second time before the pause is over. What goes wrong shows when the stream ends. */
function refreshSoon() {
  asking ??= wait(pause)
    .then(refresh)
    .catch(() => {})
    .finally(() => (asking = null))
}

async function follow() {
  await listen(
    page.token(),
    async () => {
      const { events } = await ask('/v1/events?limit=60', page.token())
      names = await readNames(page.token())
      await refresh()
      page.admit()
      at('main').hidden = false
      take(events, false)
      page.tell('live')
    },
    (events) => {
      take(events.reverse(), true)
      refreshSoon()
    },
  )
}

async function run() {
  for (let failures = 0; page.token(); failures++) {
    page.tell('connecting')
    try {
      await follow()
      failures = 0
    } catch (error) {
      if (error instanceof WrongToken) return page.refuse(word('wrongToken'))
    }
    page.tell('waiting')
    await wait(Math.min(15_000, 500 * 2 ** failures))
  }
  page.refuse()
}

run()
