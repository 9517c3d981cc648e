import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Config, compile, parse, type Visitor } from './index.js'

const DAY = 86_400_000
const example = readFileSync(join(import.meta.dirname, '../spec/fixtures/example.json'), 'utf8')
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value))

/** The example of the design, with every aggregation, tags that stay, and everything that an experience can count. */
function everything(): Config {
  const config = parse(example).config!
  const { traits, tags } = config
  for (const agg of ['min', 'max', 'avg', 'first', 'last', 'distinct', 'top', 'daysSinceFirst', 'streak'] as const) {
    traits![`all_${agg}`] = { event: 'Order Completed', agg, prop: 'total' }
    traits![`week_${agg}`] = { event: 'Order Completed', agg, prop: 'total', within: '7d' }
    traits![`hours_${agg}`] = { event: 'Order Completed', agg, prop: 'total', within: '6h' }
  }
  tags!.lately = { when: { hours_max: { $gte: 50 } }, ttl: '2d' }
  tags!.staged = { when: { stage: { $ne: 'new' } }, ttl: '10d' }
  tags!.spent = { when: { spend: { $gte: 300 } }, latch: true }
  tags!.checked = { when: { check_in_streak: { $gte: 2 } }, ttl: '12h' }
  config.experiences!.push(
    ...[
      { slot: 'home_hero', trigger: { event: 'Liked', count: 2, within: '1d' }, caps: [{ count: 3, per: '2h' }] },
      { slot: 'home_hero', trigger: { event: 'Liked' }, stopOn: { event: 'Checked In', within: '1h' } },
      { slot: 'home_cards', cooldown: { after: 'view', for: '1d' }, caps: [{ count: 1, per: 'session' }] },
      {
        slot: 'home_cards',
        group: 'coupons',
        cooldown: { after: 'conversion', for: '2d' },
        stopOn: { event: 'Liked' },
      },
      { slot: 'home_cards', when: { channel: 'douyin' }, caps: [{ count: 9, per: 'lifetime' }] },
    ].map((one, i) => ({ id: `e${i}`, variations: [{ key: 'v', payload: null }], ...one }) as never),
  )
  return config
}

const engine = compile(everything())
const ids = ['winback-coupon', 'e0', 'e1', 'e2', 'e3', 'e4']

/** What happens, `wait` ms after what happened before; `late` ms earlier than now. */
interface Happening {
  wait: number
  late: number
  event: Record<string, unknown>
}

const happening: fc.Arbitrary<Happening> = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 3_600_000 }), fc.integer({ min: 0, max: 9 * DAY })),
  late: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 * DAY }) },
  ),
  event: fc.oneof(
    fc
      .record({ total: fc.integer({ min: 0, max: 200 }), category: fc.constantFrom('水果', '肉') })
      .map(({ total, category }) => ({
        event: 'Order Completed',
        properties: { total, products: [{ category }] },
      })),
    fc.constantFrom('Checked In', 'Liked', 'Points Redeemed').map((event) => ({ event, properties: { points: 7 } })),
    fc.constantFrom('douyin', 'x').map((source) => ({
      event: 'Session Started',
      context: { campaign: { source }, session: { id: source } },
    })),
    fc.constantFrom('/', '/cart').map((path) => ({ type: 'page', properties: { path } })),
    fc.record({ earned: fc.integer({ min: 0, max: 6000 }) }).map((traits) => ({ type: 'identify', traits })),
    fc
      .record({
        what: fc.constantFrom('Viewed', 'Withheld', 'Clicked', 'Dismissed'),
        experience: fc.constantFrom(...ids),
      })
      .map(({ what, experience }) => ({
        event: `Experience ${what}`,
        properties: {
          slot: engine.config.experiences!.find(({ id }) => id === experience)!.slot,
          experience,
          variation: 'v',
        },
      })),
  ),
})

const START = Date.parse('2026-06-01T08:00:00Z')

/** The same happenings, where `between` may do what should change nothing; returns all that can be seen at the end. */
function play(happenings: Happening[], between: (visitor: Visitor, now: number, i: number) => Visitor): object {
  let visitor = engine.visitor()
  let now = START
  for (const [i, { wait, late, event }] of happenings.entries()) {
    now += wait
    const timestamp = new Date(now - late).toISOString()
    visitor.observe({ type: 'track', messageId: `m${i}`, anonymousId: 'a1', timestamp, ...event }, { now })
    visitor = between(visitor, now, i)
  }
  // What the host sets anew on every page.
  visitor.set({ anonymousId: 'a1', page: { path: '/' }, campaign: null, session: null })
  const seen = [0, 1000, 7_200_000, 2 * DAY, 30 * DAY].map((later) => ({
    traits: visitor.traits({ now: now + later }),
    tags: visitor.tags({ now: now + later }),
    audiences: visitor.audiences({ now: now + later }),
    decisions: plain([...visitor.decideAll({ now: now + later })]),
    why: Object.keys(engine.config.slots!).map((slot) => plain(visitor.explain(slot, { now: now + later }).considered)),
  }))
  return { seen, state: plain(visitor.toJSON()) }
}

const history = fc.array(happening, { minLength: 1, maxLength: 25 })
const some = fc.array(fc.boolean(), { minLength: 25, maxLength: 25 })
const runs = { numRuns: 100, seed: 3 }

test('folding does not depend on saving and loading between events', () => {
  fc.assert(
    fc.property(history, some, (happenings, saves) => {
      const once = play(happenings, (visitor) => visitor)
      const saved = play(happenings, (visitor, _, i) => (saves[i] ? engine.visitor(plain(visitor.toJSON())) : visitor))
      expect(saved).toEqual(once)
    }),
    runs,
  )
})

test('folding does not depend on what is asked between events: a batch comes to the same as one by one', () => {
  fc.assert(
    fc.property(history, some, (happenings, asks) => {
      const batch = play(happenings, (visitor) => visitor)
      const oneByOne = play(happenings, (visitor, now, i) => {
        if (asks[i]) visitor.decideAll({ now })
        if (asks[i]) visitor.tags({ now: now + 1 })
        return visitor
      })
      expect(oneByOne).toEqual(batch)
    }),
    runs,
  )
})

test('folding does not depend on when it is done: a history in one go comes to the same as event by event', () => {
  fc.assert(
    fc.property(history, (happenings) => {
      const live = happenings.map((one) => ({ ...one, late: 0 }))
      let left = live.reduce((sum, { wait }) => sum + wait, 0)
      const atOnce = live.map((one, i) => {
        const wait = i ? 0 : left
        left -= one.wait
        return { ...one, wait, late: left }
      })
      expect(play(atOnce, (visitor) => visitor)).toEqual(play(live, (visitor) => visitor))
    }),
    runs,
  )
})

test('a tag stays from the event that made its condition true, however late that is folded', () => {
  const { config } = parse({
    schema: 1,
    id: 'late',
    revision: 1,
    traits: { streak: { event: 'Checked In', agg: 'streak' } },
    tags: {
      badge: { when: { streak: { $gte: 3 } }, latch: true },
      keen: { when: { streak: { $gte: 3 } }, ttl: '10d' },
      briefly: { when: { streak: { $gte: 3 } }, ttl: '2d' },
    },
  })
  const visitor = compile(config!).visitor()
  const now = START + 10 * DAY
  for (let day = 0; day < 3; day++) {
    const timestamp = new Date(START + day * DAY).toISOString()
    visitor.observe({ type: 'track', event: 'Checked In', messageId: `d${day}`, timestamp }, { now })
  }
  expect(visitor.traits({ now })).toEqual({ streak: 0 })
  expect(visitor.tags({ now })).toEqual(['badge', 'keen'])
})

test('the same messages again change nothing', () => {
  fc.assert(
    fc.property(history, (happenings) => {
      const once = play(happenings, (visitor) => visitor)
      const twice = play(happenings, (visitor, now, i) => {
        const again = {
          ...happenings[i]!.event,
          type: 'track',
          messageId: `m${i}`,
          timestamp: new Date(now).toISOString(),
        }
        expect(visitor.observe(again, { now })).toBe(false)
        return visitor
      })
      expect(twice).toEqual(once)
    }),
    runs,
  )
})

test('restoring the same state twice is restoring it once, and one’s own changes nothing', () => {
  fc.assert(
    fc.property(history, history, fc.boolean(), (mine, theirs, stored) => {
      const fold = (happenings: Happening[], name: string) => {
        const visitor = engine.visitor()
        let now = START
        for (const [i, { wait, event }] of happenings.entries()) {
          now += wait
          visitor.observe(
            { type: 'track', messageId: `${name}${i}`, timestamp: new Date(now).toISOString(), ...event },
            { now },
          )
        }
        return visitor
      }
      const visitor = fold(mine, 'mine')
      const state = () => plain(visitor.toJSON())
      const before = state()
      visitor.restore(before)
      expect(state()).toEqual(before)
      const other = plain(fold(theirs, 'theirs').toJSON())
      visitor.restore(other)
      const once = state()
      visitor.restore(stored ? other : once)
      expect(state()).toEqual(once)
    }),
    runs,
  )
})

test('to ask changes nothing that is stored', () => {
  const visitor = engine.visitor()
  const before = plain(visitor.toJSON())
  visitor.decideAll({ now: START })
  visitor.explain('home_hero', { now: START + DAY })
  visitor.snapshot({ now: START })
  expect(plain(visitor.toJSON())).toEqual(before)
})

test('ten years of daily use under the example of the design take at most 32 KB of JSON', () => {
  const { config, issues } = parse(example)
  expect(issues).toEqual([])
  const engine = compile(config!)
  let visitor = engine.visitor()
  let message = 0
  let largest = 0
  for (let day = 0; day < 3650; day++) {
    let now = START + day * DAY
    const observe = (event: object) => {
      now += 60_000
      const at = new Date(now).toISOString()
      const session = { id: `s${day}`, number: day + 1, start: now }
      visitor.observe(
        { type: 'track', messageId: `m${message++}`, anonymousId: 'a1', timestamp: at, context: { session }, ...event },
        { now },
      )
    }
    observe({ event: 'Session Started', context: { session: { id: `s${day}` }, campaign: { source: 'dy' } } })
    for (const path of ['/', '/category', '/cart']) observe({ type: 'page', properties: { path } })
    observe({ event: 'Checked In' })
    if (day % 3 === 0) {
      const products = [{ product_id: `p${day % 97}`, category: day % 2 ? '水果' : '肉' }]
      observe({ event: 'Order Completed', properties: { total: 19.9 + (day % 50), products } })
    }
    const seen = { slot: 'live_popup', experience: 'winback-coupon', variation: 'c20' }
    for (const what of ['Viewed', 'Clicked', 'Dismissed']) observe({ event: `Experience ${what}`, properties: seen })
    if (day % 7 === 0)
      observe({ type: 'identify', userId: 'u1', traits: { earned: day, name: '王小明', phone: '1380000' } })
    visitor.decideAll({ now })
    if (day % 30 === 0) {
      const text = JSON.stringify(visitor.toJSON())
      largest = Math.max(largest, new TextEncoder().encode(text).length)
      visitor = engine.visitor(JSON.parse(text))
    }
  }
  const now = START + 3650 * DAY
  expect(visitor.traits({ now })).toMatchObject({
    orders: 1217,
    visits: 3650,
    check_in_streak: 3650,
    first_channel: 'douyin',
  })
  expect(largest).toBeLessThanOrEqual(32_768)
})
