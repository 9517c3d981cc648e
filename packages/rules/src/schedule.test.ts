import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile, parse, type Recurrence, type Schedule } from './index.js'

const MINUTE = 60_000
const DAY = 86_400_000

/** Zones, with moments near to which their clocks change in 2026; those of Lord Howe by half an hour, of Santiago at midnight. */
const zones: { [tz: string]: string[] } = {
  'America/New_York': ['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z'],
  'Europe/Berlin': ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
  'Australia/Lord_Howe': ['2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'],
  'America/Santiago': ['2026-04-05T03:00:00Z', '2026-09-06T04:00:00Z'],
  'Asia/Kolkata': ['2026-02-28T18:30:00Z'],
  'Asia/Shanghai': ['2026-12-31T16:00:00Z'],
  '+08:00': ['2026-02-28T16:00:00Z'],
  '-03:30': ['2026-03-01T03:30:00Z'],
}

/** What the clocks of a zone show, as text that sorts: `2026-03-08T01:59:30`. */
function wallClock(tz: string): (at: number) => string {
  const fixed = /^([+-])(\d\d):(\d\d)$/.exec(tz)
  if (fixed) {
    const ahead = (fixed[1] === '-' ? -1 : 1) * (+fixed[2]! * 60 + +fixed[3]!) * MINUTE
    return (at) => new Date(at + ahead).toISOString().slice(0, 19)
  }
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: tz, dateStyle: 'short', timeStyle: 'medium' })
  return (at) => format.format(at).replace(' ', 'T')
}

const dateAfter = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00Z`) + days * DAY).toISOString().slice(0, 10)
const daysFrom = (a: string, b: string) => (Date.parse(`${b}T00:00Z`) - Date.parse(`${a}T00:00Z`)) / DAY
const weekday = (date: string) => new Date(`${date}T00:00Z`).getUTCDay()

/** Whether windows open on a date, said as a person would say it. */
function opensOn(recur: Recurrence, date: string, first: string): boolean {
  const { type, interval = 1, daysOfWeek = [], firstDayOfWeek = 0, daysOfMonth = [], dates = [] } = recur
  const sinceWeekBegan = (day: string) => (weekday(day) - firstDayOfWeek + 7) % 7
  const weekOf = (day: string) => dateAfter(day, -sinceWeekBegan(day))
  const isLast = dateAfter(date, 1).endsWith('-01')
  const months = (+date.slice(0, 4) - +first.slice(0, 4)) * 12 + +date.slice(5, 7) - +first.slice(5, 7)
  switch (type) {
    case 'daily':
      return daysFrom(first, date) % interval === 0
    case 'weekly':
      return daysOfWeek.includes(weekday(date)) && (daysFrom(weekOf(first), weekOf(date)) / 7) % interval === 0
    case 'monthly':
      return (daysOfMonth.includes(+date.slice(8)) || (isLast && daysOfMonth.includes(-1))) && months % interval === 0
    case 'dates':
      return dates.includes(date)
  }
}

/** The reference: looks at the clocks of one minute, and at every date whose window could hold it. */
function isOpenAt(schedule: Schedule, at: number, clock: (at: number) => string): boolean {
  const { start, end, recur } = schedule
  if (at < Date.parse(start!) || (end && at >= Date.parse(end))) return false
  if (!recur) return true
  const now = clock(at)
  const first = clock(Date.parse(start!)).slice(0, 10)
  const { from = '00:00', to = '00:00', count } = recur
  for (const back of [0, 1]) {
    const date = dateAfter(now.slice(0, 10), -back)
    const opens = `${date}T${from}:00`
    const closes =
      to === '24:00' ? `${dateAfter(date, 1)}T00:00:00` : `${to > from ? date : dateAfter(date, 1)}T${to}:00`
    if (now < opens || now >= closes || !opensOn(recur, date, first)) continue
    if (recur.until && opens > clock(Date.parse(recur.until))) continue
    if (count === undefined) return true
    let nth = 0
    for (let day = first; day <= date; day = dateAfter(day, 1)) if (opensOn(recur, day, first)) nth++
    if (nth > 0 && nth <= count) return true
  }
  return false
}

const two = (n: number) => `${n}`.padStart(2, '0')
const time = fc.integer({ min: 0, max: 95 }).map((n) => `${two(Math.floor(n / 4))}:${two((n % 4) * 15)}`)
const moment = (near: number, days: number) =>
  fc.integer({ min: -days * 1440, max: days * 1440 }).map((n) => new Date(near + n * MINUTE).toISOString())

const recurrence = (near: number): fc.Arbitrary<Recurrence> =>
  fc.record(
    {
      type: fc.constantFrom<Recurrence['type']>('daily', 'weekly', 'monthly', 'dates'),
      interval: fc.constantFrom(1, 1, 2, 3),
      daysOfWeek: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 4 }),
      firstDayOfWeek: fc.integer({ min: 0, max: 6 }),
      daysOfMonth: fc.uniqueArray(
        fc.integer({ min: -1, max: 31 }).filter((day) => day !== 0),
        { minLength: 12, maxLength: 24 },
      ),
      dates: fc.array(
        moment(near, 3).map((at) => at.slice(0, 10)),
        { minLength: 3, maxLength: 9 },
      ),
      from: time,
      to: fc.oneof({ weight: 9, arbitrary: time }, { weight: 1, arbitrary: fc.constant('24:00') }),
      count: fc.integer({ min: 1, max: 20 }),
      until: moment(near + 2 * DAY, 3),
    },
    { requiredKeys: ['type', 'daysOfWeek', 'daysOfMonth', 'dates'] },
  )

const anything = fc.constantFrom(...Object.keys(zones)).chain((tz) =>
  fc.constantFrom(...zones[tz]!.map((at) => Date.parse(at))).chain((near) =>
    fc.record({
      tz: fc.constant(tz),
      schedule: fc.record(
        { start: moment(near - 9 * DAY, 8), end: moment(near + 3 * DAY, 3), recur: recurrence(near) },
        { requiredKeys: ['start', 'recur'] },
      ),
      // A few minutes around the change of the clocks, and some anywhere within three days of it.
      minutes: fc.array(fc.oneof(moment(near, 3), moment(near, 0.1)), { minLength: 12, maxLength: 12 }),
    }),
  ),
)

/** A new visitor of a document with one experience, which has this schedule. */
function visitorOf(tz: string, schedule: Schedule) {
  const { config } = parse({
    schema: 1,
    id: 'schedule',
    revision: 1,
    tz,
    slots: { home: {} },
    experiences: [{ id: 'it', slot: 'home', schedule, variations: [{ key: 'v', payload: null }] }],
  })
  return compile(config!).visitor()
}

test('a schedule is open in the minutes in which a calendar on the wall says so, when the clocks change too', () => {
  let open = 0
  let seen = 0
  fc.assert(
    fc.property(anything, ({ tz, schedule, minutes }) => {
      const visitor = visitorOf(tz, schedule)
      const clock = wallClock(tz)
      for (const minute of minutes) {
        const at = Date.parse(minute)
        const expected = isOpenAt(schedule, at, clock)
        seen++
        if (expected) open++
        expect([minute, visitor.decide('home', { now: at }).experience === 'it']).toEqual([minute, expected])
      }
    }),
    { numRuns: 600, seed: 20260308 },
  )
  // The samples would prove little if nearly all of them were closed, or open.
  expect(open / seen).toBeGreaterThan(0.15)
  expect(open / seen).toBeLessThan(0.85)
})

test.each<[Schedule]>([
  [{ start: 'soon' }],
  [{ end: 'never' }],
  [{ start: '2026-13-01', end: '2099-01-01' }],
  [{ recur: { type: 'daily', until: '2026-02-40' } }],
])('what cannot be read of a schedule keeps it closed: %o', (schedule) => {
  for (const tz of ['+08:00', 'Europe/Berlin']) {
    const [it] = visitorOf(tz, schedule).explain('home', { now: Date.parse('2026-03-01T12:00Z') }).considered
    expect(it!.failed).toBe('schedule')
  }
})
