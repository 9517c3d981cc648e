import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Condition, type Config, compile, type Decision, type Experience, hash, matches } from './index.js'

const paths = ['page.path', 'page.n', 'user.points', 'user.city', 'device.type', 'a', 'b', 'both', 'tags', 'audiences']
const scalar = fc.constantFrom<unknown>(0, 1, 2, 3, 5, '/', '/cart', '3', '', 'busy', 'rich', true, false, null)
const operand = fc.oneof(
  scalar,
  fc.record({ $eq: scalar }),
  fc.record({ $ne: scalar }),
  ...['$lt', '$lte', '$gt', '$gte'].map((name) =>
    fc.oneof(fc.integer({ min: -1, max: 4 }), fc.constantFrom('2', '/b')).map((value) => ({ [name]: value })),
  ),
  fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 3 })).map(([a, b]) => ({ $gte: a, $lt: a + b })),
  ...['$in', '$nin', '$ini'].map((name) => fc.array(scalar, { maxLength: 3 }).map((list) => ({ [name]: list }))),
  fc.boolean().map((value) => ({ $exists: value })),
  scalar.map((value) => ({ $not: { $eq: value } })),
  fc.constantFrom<unknown>({ $size: 1 }, { $contains: 'c' }, { $elemMatch: { $eq: 'rich' } }, { $near: 1 }, []),
)
const clause = fc.dictionary(fc.constantFrom(...paths), operand, { minKeys: 1, maxKeys: 2 })
const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: clause },
  { weight: 1, arbitrary: fc.array(clause, { maxLength: 3 }).map((list) => ({ $or: list })) },
  { weight: 1, arbitrary: fc.tuple(clause, clause).map(([one, other]) => ({ ...one, $not: other })) },
)

const variations = ['x', 'y'].map((key) => ({ key, payload: null }))
const experience = fc.record(
  {
    slot: fc.constantFrom('one', 'two', 'three'),
    priority: fc.integer({ min: 0, max: 9 }),
    when: condition,
    audience: fc.uniqueArray(fc.constantFrom('regular', 'new'), { minLength: 1 }),
    group: fc.constantFrom('g', 'h'),
    enabled: fc.constantFrom(true, true, false),
    experiment: fc.record(
      {
        key: fc.constantFrom('k', 'l'),
        coverage: fc.constantFrom(1, 0.5),
        hashAttribute: fc.constantFrom('userId', 'anonymousId', 'user.city'),
        fallbackAttribute: fc.constant('anonymousId'),
      },
      { requiredKeys: ['key'] },
    ),
  },
  { requiredKeys: ['slot', 'when'] },
)

const config: fc.Arbitrary<Config> = fc.array(experience, { minLength: 65, maxLength: 90 }).map((list) => ({
  schema: 1,
  id: 'many',
  revision: 1,
  traits: {
    a: { event: 'A', agg: 'count' },
    b: { event: 'B', agg: 'count' },
    both: { case: [[{ a: { $gte: 1 }, b: { $gte: 1 } }, 'both']] },
  },
  tags: { busy: { when: { a: { $gte: 2 } } }, rich: { when: { 'user.points': { $gt: 1 } } } },
  audiences: { regular: { when: { tags: { $in: ['busy'] } } }, new: { when: { b: 0 } } },
  slots: { one: {}, two: { limit: 3 }, three: {} },
  groups: { h: { max: 2 } },
  holdout: { key: 'out', share: 0.3 },
  experiences: list.map((one, i) => ({ id: `e${i}`, variations, ...one }) as Experience),
}))

type Change = { set: Record<string, unknown> } | { event: 'A' | 'B' } | { wait: number }
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ set: fc.record({ page: fc.record({ path: scalar }) }) }),
  fc.record({ set: fc.record({ page: fc.record({ n: scalar }) }) }),
  fc.record({ set: fc.record({ user: fc.record({ points: scalar, city: scalar }, { requiredKeys: [] }) }) }),
  fc.record({ set: fc.record({ device: fc.record({ type: scalar }) }) }),
  fc.record({ set: fc.record({ userId: fc.constantFrom('u1', 'u2', 'u3', null) }) }),
  fc.record({ set: fc.record({ anonymousId: fc.constantFrom('a1', 'a2', 'a3') }) }),
  fc.record({ event: fc.constantFrom('A', 'B') }),
  fc.record({ wait: fc.constant(1000) }),
)

/** What the host has set, and how often each event happened: all that the reference knows of a visitor. */
interface Known {
  set: Record<string, unknown>
  a: number
  b: number
}

/** The reference: asks every condition of every experience again, by `matches` alone, slot by slot. */
function reference(
  { slots = {}, groups = {}, experiences = [], tags = {}, audiences = {}, holdout }: Config,
  known: Known,
) {
  const { a, b } = known
  const seen: Record<string, unknown> = { ...known.set, a, b, both: a && b ? 'both' : null }
  const namesOf = (table: { [name: string]: { when: Condition } }) =>
    Object.keys(table).filter((name) => matches(table[name]!.when, seen))
  seen.tags = namesOf(tags)
  seen.audiences = namesOf(audiences)
  const text = (path: string) =>
    `${path.split('.').reduce<unknown>((from, key) => (from as Record<string, unknown> | null)?.[key], seen) ?? ''}`

  function variationOf({ experiment, id }: Experience): number {
    const { key = id, coverage = 1, hashAttribute = 'anonymousId', fallbackAttribute = '' } = experiment ?? {}
    const value = text(hashAttribute) || text(fallbackAttribute)
    const n = value ? hash(key, value, 2)! : Number.NaN
    return [0, 1].findIndex((half) => n >= half / 2 && n < half / 2 + coverage / 2)
  }

  const shown: Record<string, string[]> = {}
  const occupied: Record<string, number> = {}
  for (const slot of Object.keys(slots)) {
    shown[slot] = []
    const candidates = experiences.filter((one) => one.slot === slot)
    candidates.sort((one, other) => (other.priority ?? 0) - (one.priority ?? 0))
    for (const one of candidates) {
      const { id, when = {}, audience, group, enabled } = one
      const variation = variationOf(one)
      if (shown[slot]!.length === (slots[slot]!.limit ?? 1)) break
      if (enabled === false || !matches(when, seen) || variation < 0) continue
      if (audience && !audience.some((name) => (seen.audiences as string[]).includes(name))) continue
      if (group && (occupied[group] ?? 0) >= (groups[group]?.max ?? 1)) continue
      if (group) occupied[group] = (occupied[group] ?? 0) + 1
      const withheld = hash(holdout!.key, text('anonymousId'), 2)! < holdout!.share
      shown[slot]!.push(`${withheld ? 'withheld' : 'chosen'} ${id}/${variations[variation]!.key}`)
    }
  }
  return shown
}

const inWords = (decisions: ReadonlyMap<string, Decision>) =>
  Object.fromEntries(
    [...decisions].map(([slot, decision]) => [
      slot,
      (decision.items ?? [decision]).flatMap(({ reason, experience, variation, withheld }) =>
        withheld
          ? `withheld ${withheld.experience}/${withheld.variation}`
          : experience
            ? `${reason} ${experience}/${variation}`
            : [],
      ),
    ]),
  )

test('many experiences over changing attributes are decided as one by one, by a new visitor and by the conditions alone', () => {
  let shown = 0
  fc.assert(
    fc.property(config, fc.array(change, { minLength: 5, maxLength: 12 }), (config, changes) => {
      const engine = compile(config)
      const visitor = engine.visitor()
      const known: Known = { set: { anonymousId: 'a1', userId: null, page: {}, user: {}, device: {} }, a: 0, b: 0 }
      let now = 1_800_000_000_000
      visitor.set(known.set)
      for (const [i, change] of changes.entries()) {
        if ('wait' in change) now += change.wait
        else if ('set' in change) {
          visitor.set(change.set)
          for (const root of Object.keys(change.set)) {
            const value = change.set[root]
            known.set[root] = value && typeof value === 'object' ? { ...(known.set[root] as object), ...value } : value
          }
        } else {
          known[change.event === 'A' ? 'a' : 'b']++
          const { anonymousId, userId } = known.set
          const timestamp = new Date(now).toISOString()
          visitor.observe({ type: 'track', event: change.event, messageId: `m${i}`, anonymousId, userId, timestamp })
        }
        const fresh = engine.visitor(JSON.parse(JSON.stringify(visitor.toJSON())))
        fresh.set(known.set)
        const expected = reference(config, known)
        shown += Object.values(expected).flat().length
        expect(inWords(visitor.decideAll({ now }))).toEqual(expected)
        expect(inWords(fresh.decideAll({ now }))).toEqual(expected)
      }
    }),
    { numRuns: 60, seed: 64 },
  )
  expect(shown).toBeGreaterThan(500)
})
