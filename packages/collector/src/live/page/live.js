import { ask, listen, names as readNames, WrongToken } from './collector.js'
import { showEvents } from './events.js'
import { showExperiences } from './experiences.js'
import { showTotals } from './totals.js'
import { change, word, write } from './words.js'

/** The numbers are asked for again at most this often, in ms, and only when something has happened. */
const pause = 1500

const at = (id) => document.getElementById(id)
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

let token = new URLSearchParams(location.hash.slice(1)).get('token') ?? ''
let names = { slot: (slot) => slot, headline: () => undefined }
let reports = null
let recent = []
let state = 'idle'
let asking = null

function status(next) {
  state = next
  at('other').href = `/live/room.html${token && `#token=${encodeURIComponent(token)}`}`
  at('status').dataset.state = next
  at('status').textContent = next === 'idle' ? '' : word(next)
}

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
  const [stats, { experiences }] = await Promise.all([ask('/v1/stats', token), ask('/v1/experiences', token)])
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
    token,
    async () => {
      const page = await ask('/v1/events?limit=60', token)
      names = await readNames()
      await refresh()
      at('gate').hidden = true
      at('main').hidden = false
      take(page.events, false)
      status('live')
    },
    (events) => {
      take(events.reverse(), true)
      refreshSoon()
    },
  )
}

async function run() {
  for (let failures = 0; token; failures++) {
    status('connecting')
    try {
      await follow()
      failures = 0
    } catch (error) {
      if (error instanceof WrongToken) return refuse()
    }
    status('waiting')
    await wait(Math.min(15_000, 500 * 2 ** failures))
  }
  refuse('')
}

function refuse(why = word('wrongToken')) {
  token = ''
  status('idle')
  at('main').hidden = true
  at('gate').hidden = false
  at('wrong').textContent = why
  at('token').focus()
}

at('language').addEventListener('click', () => {
  change()
  at('language').textContent = word('switch')
  status(state)
  draw()
  at('events').replaceChildren()
  showEvents(at('events'), recent, names, false)
})

at('gate').addEventListener('submit', (event) => {
  event.preventDefault()
  token = at('token').value.trim()
  history.replaceState(null, '', `#token=${encodeURIComponent(token)}`)
  run()
})

write()
at('language').textContent = word('switch')
run()
