import { describe, expect, it } from 'vitest'
import { compile } from '../compile.js'
import type { Config, Trait } from '../config.js'
import { check } from './check.js'

const experiment = { key: 'amount', weights: [0.5, 0.5], sticky: true }
const before = (): Config => ({
  schema: 1,
  id: 'shop',
  revision: 7,
  traits: {
    bought: { event: 'Order Completed', agg: 'count', within: '90d' },
    points: { ledger: [{ event: 'Checked In', add: 5 }] },
  },
  tags: { loyal: { when: { bought: { $gte: 9 } }, latch: true } },
  slots: { hero: {}, aside: {} },
  experiences: [
    {
      id: 'gift',
      slot: 'hero',
      experiment,
      variations: [
        { key: 'a', payload: null },
        { key: 'b', payload: null },
      ],
    },
  ],
})

/** What check says of an edit alone. */
const said = (edit: Partial<Config>) => {
  const after = { ...before(), revision: 8, ...edit }
  const alone = new Set(check(after).issues.map((issue) => JSON.stringify(issue)))
  return check(after, { against: before() }).issues.filter((issue) => !alone.has(JSON.stringify(issue)))
}

const bought = (change: object) =>
  ({ ...before().traits, bought: { ...before().traits!.bought, ...change } }) as Record<string, Trait>

const gift = (change: object, variations = ['a', 'b']) => ({
  experiences: [
    {
      ...before().experiences![0]!,
      experiment: { ...experiment, ...change },
      variations: variations.map((key) => ({ key, payload: null })),
    },
  ],
})

describe('check against an older document', () => {
  it('has nothing to say of an edit that takes nothing away', () => {
    expect(said({ quiet: { from: '23:00', to: '07:00' } })).toEqual([])
  })

  it('asks for a higher revision', () => {
    expect(said({ revision: 7 })).toMatchObject([
      { path: 'revision', code: 'revision', severity: 'error', values: { revision: 7, before: 7 } },
    ])
    expect(said({ id: 'other', revision: 1 })).toMatchObject([{ code: 'otherDocument' }])
  })

  it.each<[string, object, string[] | null]>([
    ['another event', { event: 'Order Paid' }, ['event']],
    ['another condition', { where: { total: { $gt: 9 } } }, ['where']],
    ['another aggregation', { agg: 'sum', prop: 'total' }, ['agg', 'prop']],
    ['hours instead of days', { within: '48h' }, ['within']],
    ['a longer window', { within: '91d' }, ['within']],
    ['no window', { within: undefined }, ['within']],
    ['a shorter window', { within: '30d' }, null],
    ['what it does when incomplete', { incomplete: 'use' }, null],
  ])('knows whether %s resets a trait, as the engine does', (_, change, changed) => {
    expect(said({ traits: bought(change) })).toMatchObject(
      changed ? [{ path: 'traits.bought', code: 'traitReset', severity: 'warning', values: { changed } }] : [],
    )
    const now = Date.parse('2026-11-24')
    const order = (event: string) => ({
      type: 'track',
      event,
      messageId: 'm',
      timestamp: '2026-11-24T00:00:00Z',
      properties: { total: 10 },
    })
    const known = compile(before()).visitor()
    known.observe({ ...order('Order Completed'), anonymousId: 'a', context: {} }, { now })
    const after = { ...before(), traits: bought({ ...change, incomplete: 'use' }) }
    const kept = compile(after).visitor(known.toJSON()).traits({ now }).bought === 1
    expect(kept).toBe(!changed)
  })

  it('names traits that begin now, and what an edit renames or takes away', () => {
    const { bought, points } = before().traits!
    expect(said({ traits: { orders: bought!, points: points! }, tags: {} })).toMatchObject([
      { path: 'traits', code: 'removed', values: { kind: 'trait', name: 'bought' } },
      { path: 'traits.orders', code: 'traitNew', values: { name: 'orders', renamed: 'bought' } },
      { path: 'tags', code: 'removed', values: { kind: 'tag', name: 'loyal' } },
    ])
    expect(said({ slots: { hero: {} }, experiences: [] }).map(({ values }) => values.name)).toEqual(['aside', 'gift'])
  })

  it.each<[string, object, string[], string[], boolean]>([
    ['other weights', { weights: [0.9, 0.1] }, ['a', 'b'], ['weights'], true],
    ['another variation', { weights: undefined }, ['a', 'b', 'c'], ['weights', 'variations'], true],
    ['another key', { key: 'sum' }, ['a', 'b'], ['key'], false],
    ['another attribute', { hashAttribute: 'userId' }, ['a', 'b'], ['hashAttribute'], false],
    ['no stickiness', { weights: [0.9, 0.1], sticky: false }, ['a', 'b'], ['weights'], false],
  ])('warns that %s reshuffle visitors', (_, change, variations, changed, sticky) => {
    expect(said(gift(change, variations))).toMatchObject([
      { path: 'experiences[0].experiment', code: 'reshuffled', values: { name: 'gift', changed, sticky } },
    ])
  })

  it('takes equal weights that are written out for no change', () => {
    expect(said(gift({ weights: undefined }))).toEqual([])
  })

  it('says so when there is nothing to compare with', () => {
    expect(check(before(), { against: 'oops' }).issues).toContainEqual(
      expect.objectContaining({ code: 'against', severity: 'error' }),
    )
  })
})

it.each<[string, object, string | null]>([
  ['no longer for ever', {}, 'latch'],
  ['for a while instead of for ever', { ttl: '7d' }, 'latch'],
  ['for ever as before', { latch: true, name: '老顾客' }, null],
])('tells when a tag stays %s', (_, change, changed) => {
  expect(said({ tags: { loyal: { when: { bought: { $gte: 9 } }, ...change } } })).toMatchObject(
    changed
      ? [{ path: 'tags.loyal', code: 'tagShorter', severity: 'warning', values: { name: 'loyal', changed } }]
      : [],
  )
})

it('tells that an experience under a new id begins anew', () => {
  const [gift] = before().experiences!
  expect(said({ experiences: [{ ...gift!, id: 'present' }] })).toMatchObject([
    { code: 'removed', values: { kind: 'experience', name: 'gift', renamed: 'present' } },
  ])
  const [issue] = said({ experiences: [{ ...gift!, id: 'present', priority: 1 }] })
  expect(issue!.values).toEqual({ kind: 'experience', name: 'gift' })
})
