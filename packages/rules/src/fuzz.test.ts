import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile, hash, matches, parse } from './index.js'

/** The same 5,000 inputs in every run; with `QIANMIAN_FUZZ=100000` a hundred thousand new ones for each test. */
const RUNS = Number(process.env.QIANMIAN_FUZZ ?? 1250)
const SAMPLE = { numRuns: RUNS, seed: process.env.QIANMIAN_FUZZ ? undefined : 1250 }
const LONGEST_MS = 50
const NOW = Date.parse('2026-12-04T12:00:00Z')

const example = JSON.parse(readFileSync(join(import.meta.dirname, '../spec/fixtures/example.json'), 'utf8'))
const events = [
  { event: 'Session Started', context: { campaign: { source: 'dy' }, session: { id: 's' } } },
  { type: 'page', properties: { path: '/cart' } },
  { event: 'Order Completed', properties: { total: 30, products: [{ category: '水果' }] } },
  { type: 'identify', traits: { earned: 1200 } },
  { event: 'Experience Viewed', properties: { slot: 'live_popup', experience: 'winback-coupon', variation: 'c20' } },
].map((event, i) => ({ type: 'track', messageId: `m${i}`, timestamp: new Date(NOW).toISOString(), ...event }))
const stored = (() => {
  const visitor = compile(parse(example).config!).visitor()
  for (const event of events) visitor.observe(event)
  return JSON.stringify(visitor.toJSON())
})()

const nested = (depth: number, key: string) => {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = { [key]: key === '$and' ? [value] : value }
  return value
}
const cycle: Record<string, unknown> = {}
cycle.self = cycle

const word = fc.constantFrom(
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'toJSON', 'then', 'length', ''],
  ...['$and', '$or', '$nor', '$not', '$elemMatch', '$size', '$in', '$all', '$regex', '$vgt', '$inGroup', '$near', '$'],
  ...[
    'user.points',
    'page.path',
    'orders',
    'tags',
    'audiences',
    'a.b.c',
    '0',
    '.',
    '..',
    'event',
    'agg',
    'when',
    'prop',
  ],
)
const text = fc.constantFrom(
  ...['', '1d', '48h', '99999d', '25:99', '19:00', 'Asia/Shanghai', '+08:00', 'Mars/Olympus', 'lifetime', 'session'],
  ...[
    '2026-12-01',
    '9999-12-31T23:59:59Z',
    '+275760-09-13T00:00:00.000Z',
    '-271821-04-20',
    'not a date',
    '水果',
    '\uD800',
  ],
  ...[
    '+'.repeat(20_000),
    `${'1.'.repeat(10_000)}\n`,
    '(a+)+$',
    'a'.repeat(20_000),
    'weekly',
    'monthly',
    'count',
    'top',
  ],
)
const number = fc.constantFrom(0, -0, 1, -1, 0.5, 1e-9, 3, 1e9, 1e308, -1e308, 8.64e15, 2 ** 53, 4294967296)
const leaf = fc.oneof(word, text, number, fc.boolean(), fc.constant(null), fc.string({ unit: 'binary' }), fc.double())
/** Anything that JSON text can carry, with the names that matter here. */
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(word, text), tie('value')), { maxLength: 4 })
      .map((entries) =>
        JSON.parse(`{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? 0}`)}}`),
      ),
  ),
})).value
/** What JSON cannot carry, and what is too deep. */
const hostiles: unknown[] = [
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  10n,
  Symbol('s'),
  () => 1,
  new Date(Number.NaN),
  cycle,
  nested(3000, 'a'),
  nested(3000, '$not'),
  nested(3000, '$and'),
  Object.defineProperty({}, 'event', {
    enumerable: true,
    get: () => {
      throw new Error('getter')
    },
  }),
  new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('keys')
      },
      get: () => {
        throw new Error('get')
      },
    },
  ),
  new Map([[1, 2]]),
]
const hostile = fc.constantFrom(...hostiles)
const anything = fc.oneof({ weight: 6, arbitrary: json }, { weight: 1, arbitrary: hostile })

/** The ways to every place in a JSON value. */
const waysIn = (value: unknown): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.keys(value).flatMap((key) => [[key], ...waysIn(value[key as never]).map((way) => [key, ...way])])
    : []

/** A copy of a good value with a few of its places spoilt. */
const spoilt = (good: unknown, bad: fc.Arbitrary<unknown>) =>
  fc
    .array(fc.tuple(fc.constantFrom(...waysIn(good)), fc.option(bad, { freq: 6 })), { minLength: 1, maxLength: 4 })
    .map((faults) => {
      const copy = JSON.parse(JSON.stringify(good))
      for (const [way, value] of faults) {
        const parent = way
          .slice(0, -1)
          .reduce<unknown>((at, key) => (hostiles.includes(at) ? null : at?.[key as never]), copy)
        if (typeof parent !== 'object' || parent === null || hostiles.includes(parent)) continue
        if (value === null) delete parent[way[way.length - 1] as never]
        else Object.assign(parent, { [way[way.length - 1]!]: value })
      }
      return copy
    })

const documents = fc.oneof(
  { weight: 3, arbitrary: spoilt(example, json) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      anything,
      json.map((value) => JSON.stringify(value)),
      fc.string(),
    ),
  },
)
// A state comes from storage, as JSON.
const states = fc.oneof({ weight: 3, arbitrary: spoilt(JSON.parse(stored), json) }, { weight: 1, arbitrary: json })
const happenings = fc.array(
  fc.oneof(
    fc.constantFrom<unknown>(...events),
    fc.constantFrom(...events).chain((event) => spoilt(event, anything)),
    anything,
  ),
  { maxLength: 4 },
)
const moments = fc.oneof(
  { weight: 9, arbitrary: fc.constant(NOW) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<number>(0, -1, 8.64e15, -8.64e15, 1e300, Number.NaN, undefined as never, '' as never),
  },
)

const prototype = JSON.stringify(Object.getOwnPropertyNames(Object.prototype))

/** Runs something that must not throw, hang or leave anything behind. One slow run may be the machine's fault; three are not. */
function survives(what: () => unknown): void {
  let fastest = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 3 && fastest > LONGEST_MS; attempt++) {
    const began = performance.now()
    what()
    fastest = Math.min(fastest, performance.now() - began)
  }
  expect(fastest).toBeLessThan(LONGEST_MS)
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(prototype)
}

const patience = { timeout: 60_000 + RUNS * 20 }

test('no input to matches throws, hangs or touches Object.prototype', patience, () => {
  const condition = fc.oneof(anything, fc.dictionary(word, anything, { maxKeys: 3 }))
  fc.assert(
    fc.property(condition, anything, anything, (condition, attributes, savedGroups) => {
      survives(() =>
        expect(matches(condition, attributes, { savedGroups: savedGroups as never })).toBeTypeOf('boolean'),
      )
    }),
    SAMPLE,
  )
})

test('lists are looked for in lists without a hang, however long both are', () => {
  const names = (letter: string) => Array.from({ length: 50_000 }, (_, i) => letter + i)
  const began = performance.now()
  for (const operator of ['$in', '$ini'])
    expect(matches({ list: { [operator]: names('x') } }, { list: names('y') })).toBe(false)
  // One by one it takes ten seconds and more.
  expect(performance.now() - began).toBeLessThan(3000)
})

test('no input to observe or set throws, hangs or touches Object.prototype', patience, () => {
  const engine = compile(parse(example).config!)
  fc.assert(
    fc.property(happenings, anything, moments, (happenings, attributes, now) => {
      survives(() => {
        const visitor = engine.visitor(JSON.parse(stored))
        visitor.set(attributes as never)
        for (const event of happenings) expect(visitor.observe(event, { now })).toBeTypeOf('boolean')
        visitor.decideAll({ now })
        visitor.toJSON()
      })
    }),
    SAMPLE,
  )
})

test('no input to parse throws, hangs or touches Object.prototype, nor does what it lets through', patience, () => {
  fc.assert(
    fc.property(documents, happenings, moments, (document, happenings, now) => {
      survives(() => {
        const { config, issues } = parse(document)
        if (!config) return expect(issues.length).toBeGreaterThan(0)
        const visitor = compile(config).visitor()
        visitor.set({ anonymousId: 'a1', page: { path: '/cart' }, user: { earned: 3 } })
        for (const event of happenings) visitor.observe(event, { now })
        for (const slot of visitor.decideAll({ now }).keys()) visitor.explain(slot, { now })
        visitor.traits({ now })
        visitor.snapshot({ now })
        visitor.restore(JSON.parse(stored))
        visitor.decideAll({ now: NOW + 1 })
      })
    }),
    SAMPLE,
  )
})

test('no stored state throws, hangs or touches Object.prototype', patience, () => {
  const engine = compile(parse(example).config!)
  fc.assert(
    fc.property(states, states, happenings, moments, (state, other, happenings, now) => {
      survives(() => {
        const visitor = engine.visitor(state)
        visitor.set({ anonymousId: 'a1', page: { path: '/cart' } })
        for (const event of happenings) visitor.observe(event, { now })
        for (const slot of visitor.decideAll({ now }).keys()) visitor.explain(slot, { now })
        visitor.tags({ now })
        visitor.restore(other)
        visitor.forget('loves_fruit')
        visitor.leave()
        engine.visitor(JSON.parse(JSON.stringify(visitor.toJSON()))).decideAll({ now })
      })
    }),
    SAMPLE,
  )
})

test('no input to hash throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(1, 2), (seed, value, version) => {
      const n = hash(seed, value, version)!
      expect(n >= 0 && n < 1).toBe(true)
    }),
  )
})
