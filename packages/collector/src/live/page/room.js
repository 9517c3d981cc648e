import { ask, WrongToken } from './collector.js'
import { element } from './element.js'
import { frame } from './frame.js'
import { funnelChart } from './funnelChart.js'
import { showProducts } from './products.js'
import { timeChart } from './timeChart.js'
import { locale, word } from './words.js'

/** The report is asked for again after this long, in ms. */
const pause = 10_000

const at = (id) => document.getElementById(id)
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const asked = new URLSearchParams(location.hash.slice(1))
let chosen =
  asked.get('room') === null
    ? null
    : { room: asked.get('room'), session: asked.get('session'), mode: asked.get('mode') ?? 'live' }
let rooms = []
let report = null
let wake = () => {}

const page = frame(
  { href: '/live', word: 'shop' },
  {
    enter() {
      remember()
      run()
    },
    draw,
  },
)

const steps = { exposed: 'exposed', clicked: 'clickedStep', added: 'added', ordered: 'orderedStep' }

/** How numbers and times are written. */
const say = {
  number: (value) => new Intl.NumberFormat(locale()).format(value),
  money: (value) =>
    new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value),
  percent: (value) => new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(value),
  clock: (ms) => new Date(ms).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit', hour12: false }),
  step: (name) => word(steps[name]),
  phase: word,
}

function draw() {
  drawRooms()
  if (!report) return
  drawTotals()
  drawCharts()
  showProducts(at('products'), report.products, say)
  drawTable()
}

function drawRooms() {
  const day = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' })
  at('rooms').replaceChildren(
    ...rooms.map(({ room, session, mode, from, viewers }, index) =>
      element(
        'option',
        {
          value: String(index),
          selected: room === chosen?.room && session === (chosen.session ?? session) && mode === chosen.mode,
        },
        `${room}${session && ` / ${session}`}${word(`${mode}_mode`)} · ${day.format(from)} · ${say.number(viewers)} ${word('people')}`,
      ),
    ),
  )
}

function drawTotals() {
  const { totals, peak } = report
  const seconds = totals.viewers ? Math.round(totals.watchedSeconds / totals.viewers) : 0
  const watched = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  const figures = [
    ['viewers', say.number(totals.viewers), ''],
    ['peak', say.number(peak.online), say.clock(peak.at)],
    ['watched', watched, ''],
    ['orders', say.number(totals.orders), `${say.number(totals.buyers)} ${word('people')}`],
    ['gmv', say.money(totals.gmv), ''],
    ['likes', say.number(totals.likes), ''],
    ['comments', say.number(totals.comments), ''],
    ['shares', say.number(totals.shares), ''],
    ['follows', say.number(totals.follows), ''],
    ['coupons', say.number(totals.coupons), `${say.number(totals.claimers)} ${word('people')}`],
  ]
  at('totals').replaceChildren(
    ...figures.map(([name, value, more]) =>
      element('div', { 'data-figure': name }, element('dt', word(name)), element('dd', value, element('small', more))),
    ),
  )
}

function drawCharts() {
  const { minutes, step, products, funnel } = report
  const width = Math.max(280, at('course').clientWidth)
  const bands = products.flatMap(({ product, name, explained }, index) =>
    explained.map((one) => ({ ...one, label: name || product, hue: (index * 67 + 25) % 360 })),
  )
  const describe = (minute) =>
    [
      say.clock(minute.at),
      `${word('course')} ${say.number(minute.online)}`,
      ...['likes', 'comments', 'coupons', 'orders'].map((key) => `${word(key)} ${say.number(minute[key])}`),
      `${word('gmv')} ${say.money(minute.gmv)}`,
    ].join('\n')
  const row = (key, height, area = false) => ({ key, label: word(key), height, area, format: say.number })
  at('course').replaceChildren(
    timeChart(width, minutes, step, [row('online', 190, true)], bands, {
      describe,
      clock: say.clock,
      title: word('course'),
    }),
  )
  at('deeds').replaceChildren(
    timeChart(
      width,
      minutes,
      step,
      [row('likes', 52), row('comments', 44), row('coupons', 44), row('orders', 44), row('gmv', 56)],
      [],
      {
        describe,
        clock: say.clock,
        title: word('deeds'),
      },
    ),
  )
  at('step').textContent = `${say.number(step / 60_000)} ${word('minutes')}`
  at('funnel').replaceChildren(funnelChart(width, funnel, { ...say, title: word('funnel') }))
}

function drawTable() {
  const columns = ['online', 'entered', 'likes', 'comments', 'shares', 'follows', 'gifts', 'coupons', 'orders', 'gmv']
  const head = element(
    'tr',
    element('th', { scope: 'col' }, word('minute')),
    ...columns.map((name) => element('th', { scope: 'col' }, word(name))),
  )
  const body = report.minutes.map((minute) =>
    element(
      'tr',
      element('th', { scope: 'row' }, say.clock(minute.at)),
      ...columns.map((name) => element('td', name === 'gmv' ? say.money(minute.gmv) : say.number(minute[name]))),
    ),
  )
  at('table').replaceChildren(element('table', element('thead', head), element('tbody', ...body)))
}

async function refresh() {
  rooms = (await ask('/v1/reports/live', page.token())).rooms
  chosen ??= rooms[0] ?? null
  const query = chosen && new URLSearchParams({ room: chosen.room, mode: chosen.mode })
  if (query && chosen.session !== null) query.set('session', chosen.session)
  report = query && (await ask(`/v1/reports/live?${query}`, page.token()).catch(ifUnknown))
  page.admit()
  at('quiet').hidden = report !== null
  at('main').hidden = report === null
  draw()
}

/** A room of which nothing is known yet: the page waits for it. */
function ifUnknown(error) {
  if (error instanceof WrongToken) throw error
  return null
}

async function run() {
  while (page.token()) {
    if (page.state() === 'idle') page.tell('connecting')
    try {
      await refresh()
      page.tell('live')
    } catch (error) {
      if (error instanceof WrongToken) return page.refuse(word('wrongToken'))
      page.tell('waiting')
    }
    await Promise.race([wait(pause), new Promise((resolve) => (wake = resolve))])
    while (document.hidden) await wait(1000)
  }
  page.refuse()
}

function remember() {
  const hash = new URLSearchParams({ token: page.token() })
  if (chosen) hash.set('room', chosen.room)
  if (chosen?.session) hash.set('session', chosen.session)
  if (chosen && chosen.mode !== 'live') hash.set('mode', chosen.mode)
  history.replaceState(null, '', `#${hash}`)
}

at('rooms').addEventListener('change', () => {
  const { room, session, mode } = rooms[Number(at('rooms').value)]
  chosen = { room, session, mode }
  remember()
  wake()
})

new ResizeObserver(() => report && drawCharts()).observe(at('main'))

run()
