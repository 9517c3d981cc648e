import { readFileSync } from 'node:fs'
import type { Json, JsonObject } from '@qianmian/core'
import { describe, expect, it } from 'vitest'
import { check } from './check.js'

const now = Date.parse('2026-11-24T12:00:00+08:00')

/** A document without anything to say of it, as something to spoil. */
const clean = (): JsonObject => ({
  schema: 1,
  id: 'shop',
  revision: 7,
  tz: 'Asia/Shanghai',
  traits: { orders: { event: 'Order Completed', agg: 'count' } },
  tags: { regular: { when: { orders: { $gte: 3 } } } },
  audiences: { regulars: { when: { tags: { $in: ['regular'] } } } },
  slots: { hero: { default: { type: 'banner', link: '/today' } } },
  groups: { offers: { max: 1 } },
  experiences: [
    {
      id: 'thanks',
      slot: 'hero',
      group: 'offers',
      audience: ['regulars'],
      variations: [{ key: 'a', payload: { type: 'banner', title: '谢谢您' } }],
    },
  ],
})

/** The clean document with some members replaced: `{ 'experiences[0].slot': 'x' }`; undefined removes. */
function spoilt(changes: { readonly [path: string]: unknown }): Json {
  const document = clean()
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(/[.[\]]+/).filter(Boolean)
    const last = keys.pop()!
    // biome-ignore lint/suspicious/noExplicitAny: a path leads through values of any kind
    const holder = keys.reduce<any>((at, key) => (at[key] ??= {}), document)
    if (value === undefined) delete holder[last]
    else holder[last] = value
  }
  return document
}

const second = (more: JsonObject): JsonObject => ({
  id: 'second',
  slot: 'hero',
  variations: [{ key: 'a', payload: null }],
  ...more,
})
const first = (more: JsonObject = {}) => second({ id: 'first', ...more })

type Row = [says: string, changes: { [path: string]: unknown }, path: string, code: string, values?: object]

const errors: Row[] = [
  [
    'a wrong type',
    { 'experiences[0].priority': '9' },
    'experiences[0].priority',
    'type',
    { wanted: 'number', given: 'string' },
  ],
  ['a missing member', { 'experiences[0].slot': undefined }, 'experiences[0]', 'missing', { name: 'slot' }],
  ['another schema', { schema: 2 }, 'schema', 'choice', { choices: ['1'], given: '2' }],
  [
    'a wrong aggregation',
    { 'traits.orders.agg': 'counts' },
    'traits.orders.agg',
    'choice',
    { given: 'counts', suggestion: 'count' },
  ],
  ['a span in weeks', { 'traits.orders.within': '2w' }, 'traits.orders.within', 'form', { form: 'Span', given: '2w' }],
  ['a span of 72 hours', { 'traits.orders.within': '72h' }, 'traits.orders.within', 'form', { form: 'Span' }],
  [
    'a cap per month',
    { caps: [{ count: 1, per: 'month' }] },
    'caps[0].per',
    'form',
    { choices: ['session', 'lifetime'] },
  ],
  ['a time of day', { quiet: { from: '8pm', to: '08:00' } }, 'quiet.from', 'form', { form: 'TimeOfDay' }],
  ['a date that is none', { expires: '2027-02-30' }, 'expires', 'form', { form: 'Moment' }],
  ['a zone that is none', { tz: 'Asia/Chengdu' }, 'tz', 'form', { form: 'TimeZone' }],
  [
    'a share above 1',
    { holdout: { key: 'q', share: 5 } },
    'holdout.share',
    'range',
    { given: 5, minimum: 0, maximum: 1 },
  ],
  ['half a slot', { 'slots.hero.limit': 1.5 }, 'slots.hero.limit', 'integer', { given: 1.5 }],
  [
    'no variation',
    { 'experiences[0].variations': [] },
    'experiences[0].variations',
    'length',
    { given: 0, minimum: 1 },
  ],
  ['a trait of no kind', { 'traits.odd': { sum: 3 } }, 'traits.odd', 'alternative'],
  [
    'an unknown slot',
    { 'experiences[0].slot': 'heroo' },
    'experiences[0].slot',
    'slot',
    { name: 'heroo', suggestion: 'hero' },
  ],
  [
    'an unknown audience',
    { 'experiences[0].audience': ['x'] },
    'experiences[0].audience[0]',
    'name',
    { kind: 'audience', name: 'x' },
  ],
  [
    'an unknown tag',
    { 'audiences.regulars.when': { tags: 'reguler' } },
    'audiences.regulars.when.tags',
    'name',
    { kind: 'tag', suggestion: 'regular' },
  ],
  [
    'an unknown trait',
    { 'tags.regular.when': { order: 3 } },
    'tags.regular.when.order',
    'name',
    { kind: 'trait', suggestion: 'orders' },
  ],
  [
    'an unknown trait in a ratio',
    { 'traits.share': { ratio: ['orders', 'spent'] } },
    'traits.share.ratio[1]',
    'name',
    { name: 'spent' },
  ],
  [
    'an unknown group',
    { 'experiences[0].group': 'offer' },
    'experiences[0].group',
    'name',
    { kind: 'group', suggestion: 'offers' },
  ],
  [
    'an unknown list',
    { 'tags.regular.when': { 'user.city': { $inGroup: 'cities' } } },
    'tags.regular.when["user.city"].$inGroup',
    'name',
    { kind: 'savedGroup' },
  ],
  [
    'an unknown slot of a cap',
    { caps: [{ count: 1, per: '1d', slots: ['heros'] }] },
    'caps[0].slots[0]',
    'slot',
    { name: 'heros' },
  ],
  [
    'an id that stands twice',
    { 'experiences[1]': second({ id: 'thanks', priority: 1 }) },
    'experiences[1].id',
    'duplicate',
    { name: 'thanks' },
  ],
  [
    'a trait with a reserved name',
    { 'traits.user': { event: 'X', agg: 'count' } },
    'traits.user',
    'reserved',
    { name: 'user' },
  ],
  [
    'a trait that no path can read',
    { traits: { 'a.b': { event: 'X', agg: 'count' } } },
    'traits["a.b"]',
    'unreadable',
    { name: 'a.b' },
  ],
  [
    'a circle',
    { 'traits.a': { ratio: ['b', 'orders'] }, 'traits.b': { ratio: ['orders', 'a'] } },
    'traits.a',
    'cycle',
    { chain: ['a', 'b', 'a'] },
  ],
  [
    'a trait that reads tags',
    { 'traits.up': { case: [[{ tags: 'regular' }, 1]] } },
    'traits.up.case[0][0].tags',
    'layer',
    { name: 'tags', kind: 'trait', by: 'up' },
  ],
  [
    'a tag that reads audiences',
    { 'tags.up': { when: { audiences: { $in: ['regulars'] } } } },
    'tags.up.when.audiences',
    'layer',
    { kind: 'tag' },
  ],
  [
    'an unknown operator',
    { 'tags.regular.when': { orders: { $gtt: 3 } } },
    'tags.regular.when.orders.$gtt',
    'operator',
    { name: '$gtt', suggestion: '$gt' },
  ],
  [
    'a wrong operand',
    { 'tags.regular.when': { orders: { $in: 3 } } },
    'tags.regular.when.orders.$in',
    'type',
    { wanted: 'array' },
  ],
  [
    'a regular expression',
    { 'experiences[0].when': { 'page.path': { $regex: '^/a' } } },
    'experiences[0].when["page.path"].$regex',
    'regex',
  ],
  [
    'a regular expression in a list',
    { 'traits.orders.where': { products: { $elemMatch: { name: { $regex: 'a' } } } } },
    'traits.orders.where.products.$elemMatch.name.$regex',
    'regex',
  ],
  [
    'an operator without a path',
    { 'tags.regular.when': { $gte: 3 } },
    'tags.regular.when.$gte',
    'misplaced',
    { name: '$gte' },
  ],
  [
    'a join that is no list',
    { 'tags.regular.when': { $or: { orders: 3 } } },
    'tags.regular.when.$or',
    'type',
    { wanted: 'array' },
  ],
  [
    'too few weights',
    { 'experiences[0].experiment': { key: 'e', weights: [0.5, 0.5] } },
    'experiences[0].experiment.weights',
    'weightsCount',
    { weights: 2, variations: 1 },
  ],
  [
    'weights that sum up to 0.9',
    { 'experiences[0].experiment': { key: 'e', weights: [0.9] } },
    'experiences[0].experiment.weights',
    'weightsSum',
    { sum: 0.9 },
  ],
  ['an expired document', { expires: '2026-11-24T12:00:00' }, 'expires', 'expired'],
  [
    'a schedule of no length',
    { 'experiences[0].schedule': { start: '2026-12-01', end: '2026-12-01' } },
    'experiences[0].schedule',
    'emptySchedule',
  ],
  [
    'weeks without days',
    { 'experiences[0].schedule': { recur: { type: 'weekly' } } },
    'experiences[0].schedule.recur',
    'neverOpens',
    { member: 'daysOfWeek' },
  ],
  ['a script for a link', { 'slots.hero.default.link': ' java\nscript:alert(1)' }, 'slots.hero.default.link', 'url'],
  [
    'an app link',
    { 'experiences[0].variations[0].payload.cta': { url: 'weixin://x' } },
    'experiences[0].variations[0].payload.cta.url',
    'url',
    { given: 'weixin://x' },
  ],
  [
    'an operator without its dollar',
    { 'tags.regular.when': { orders: { gte: 3 } } },
    'tags.regular.when.orders.gte',
    'operator',
    { name: 'gte', suggestion: '$gte' },
  ],
  [
    'a sign for an operator, of an event too',
    { 'traits.orders.where': { total: { '>=': 3 } } },
    'traits.orders.where.total[">="]',
    'operator',
    { suggestion: '$gte' },
  ],
  [
    'a dollar of another width',
    { 'tags.regular.when': { orders: { '＄lt': 3 } } },
    'tags.regular.when.orders["＄lt"]',
    'operator',
    { suggestion: '$lt' },
  ],
  [
    'a join without its dollar',
    { 'tags.regular.when': { or: [{ orders: 3 }] } },
    'tags.regular.when.or',
    'name',
    { name: 'or', suggestion: '$or' },
  ],
  [
    'a text where only a number is equal',
    { 'tags.regular.when': { orders: { $in: [1, '2'] } } },
    'tags.regular.when.orders.$in[1]',
    'type',
    { wanted: 'number', given: 'string' },
  ],
  [
    'a word compared with a number',
    { 'tags.regular.when': { $not: { orders: { $gte: 'many' } } } },
    'tags.regular.when.$not.orders.$gte',
    'type',
    { wanted: 'number' },
  ],
  [
    'tags compared as a whole',
    { 'audiences.regulars.when': { tags: 'regular' } },
    'audiences.regulars.when.tags',
    'list',
    { name: 'tags', example: '"tags": {"$in": ["regular"]}' },
  ],
  [
    'tags that are greater than one',
    { 'audiences.regulars.when': { tags: { $gt: 'regular' } } },
    'audiences.regulars.when.tags.$gt',
    'list',
  ],
  [
    'a list of lists of tags',
    { 'audiences.regulars.when': { tags: { $in: [['regular']] } } },
    'audiences.regulars.when.tags.$in[0]',
    'type',
    { wanted: 'string', given: 'array' },
  ],
  [
    'a channel that is none',
    {
      channels: [{ name: 'search', when: { 'campaign.source': 'a' } }],
      'experiences[0].when': { channel: { $in: ['serach'] } },
    },
    'experiences[0].when.channel.$in[0]',
    'name',
    { kind: 'channel', suggestion: 'search' },
  ],
  [
    'a first channel that is none',
    { 'traits.from': { channel: 'first' }, 'experiences[0].when': { from: 'douyin' } },
    'experiences[0].when.from',
    'name',
    { kind: 'channel', name: 'douyin' },
  ],
  [
    'a value that a case never has',
    {
      'traits.stage': { case: [[{ orders: 0 }, 'new']], else: 'active' },
      'experiences[0].when': { stage: { $ne: 'activ' } },
    },
    'experiences[0].when.stage.$ne',
    'choice',
    { choices: ['new', 'active'], given: 'activ', suggestion: 'active' },
  ],
  [
    'a day of the week by name',
    { 'experiences[0].when': { 'now.weekday': '周六' } },
    'experiences[0].when["now.weekday"]',
    'type',
  ],
  [
    'an hour that no day has',
    { 'experiences[0].when': { 'now.hour': 24 } },
    'experiences[0].when["now.hour"]',
    'choice',
  ],
  [
    'a member that the moment has not',
    { 'experiences[0].when': { 'now.hours': 20 } },
    'experiences[0].when["now.hours"]',
    'name',
    { suggestion: 'now.hour' },
  ],
  ['a sum of nothing', { 'traits.orders.agg': 'sum' }, 'traits.orders', 'missing', { name: 'prop' }],
  [
    'a line of a ledger without an amount',
    { 'traits.points': { ledger: [{ event: 'Checked In' }] } },
    'traits.points.ledger[0]',
    'alternative',
    { alternatives: [['add'], ['prop']] },
  ],
  ['a zone that means Chicago', { tz: 'CST' }, 'tz', 'form', { form: 'TimeZone' }],
]

const warnings: Row[] = [
  [
    'a member that it does not know',
    { 'experiences[0].audiance': ['x'] },
    'experiences[0].audiance',
    'unknownMember',
    { suggestion: 'audience' },
  ],
  ['an unused tag', { 'tags.idle': { when: { orders: 1 } } }, 'tags.idle', 'unused', { kind: 'tag', name: 'idle' }],
  ['an unused slot', { 'slots.aside': {} }, 'slots.aside', 'unused', { kind: 'slot' }],
  [
    'what a missing trait lets in',
    { 'traits.since': { event: 'Order Completed', agg: 'daysSinceLast' }, 'tags.regular.when': { since: { $lt: 30 } } },
    'tags.regular.when.since',
    'missingExists',
    { name: 'since', operator: '$lt' },
  ],
  [
    'what a missing attribute lets in',
    { 'experiences[0].when': { 'user.age': { $lte: 17 } } },
    'experiences[0].when["user.age"]',
    'missingExists',
    { operator: '$lte' },
  ],
  [
    'a condition that nothing can satisfy',
    { 'tags.regular.when': { orders: { $gt: 5, $lt: 3 } } },
    'tags.regular.when',
    'contradiction',
    { name: 'orders' },
  ],
  [
    'an audience that the condition excludes',
    { 'audiences.regulars.when': { orders: { $gte: 3 } }, 'experiences[0].when': { orders: 0 } },
    'experiences[0]',
    'contradiction',
    { name: 'orders' },
  ],
  [
    'an experience that another always beats',
    { experiences: [first({ priority: 9, when: { orders: { $gte: 1 } } }), second({ when: { orders: { $gte: 3 } } })] },
    'experiences[1]',
    'unreachable',
    { by: ['first'] },
  ],
  [
    'two that only the order tells apart',
    { experiences: [first({ when: { 'page.path': '/a' } }), second({ when: { 'user.vip': true } })] },
    'experiences[1]',
    'tie',
    { others: ['first'], priority: 0, slot: 'hero' },
  ],
  ['a cap of nothing', { 'experiences[0].caps': [{ count: 0, per: '1d' }] }, 'experiences[0].caps[0].count', 'capZero'],
  [
    'variations without an experiment',
    { 'experiences[0].variations[1]': { key: 'b', payload: null } },
    'experiences[0].variations',
    'noExperiment',
    { count: 2 },
  ],
  [
    'an experiment key that stands twice',
    {
      experiences: [
        first({ experiment: { key: 'e' } }),
        second({ priority: 1, experiment: { key: 'e', coverage: 0.5 } }),
      ],
    },
    'experiences[1].experiment.key',
    'experimentReused',
    { other: 'first' },
  ],
  [
    'a schedule that is over',
    { 'experiences[0].schedule': { end: '2026-11-24T12:00' } },
    'experiences[0].schedule',
    'over',
  ],
  [
    'dates that are over',
    { 'experiences[0].schedule': { recur: { type: 'dates', dates: ['2026-11-11'] } } },
    'experiences[0].schedule',
    'over',
    { end: '2026-11-11' },
  ],
  [
    'dates of which the last window has closed',
    { 'experiences[0].schedule': { recur: { type: 'dates', dates: ['2026-11-24'], from: '08:00', to: '12:00' } } },
    'experiences[0].schedule',
    'over',
  ],
  [
    'windows that were counted out',
    { 'experiences[0].schedule': { start: '2026-11-01', recur: { type: 'weekly', daysOfWeek: [1], count: 3 } } },
    'experiences[0].schedule',
    'over',
    { end: '2026-11-17T00:00' },
  ],
  ['a quiet day', { quiet: { from: '00:00', to: '24:00' } }, 'quiet', 'quietAllDay'],
  ['quiet hours of no length', { quiet: { from: '08:00', to: '08:00' } }, 'quiet', 'quietNever'],
  [
    'a window that Safari does not keep',
    { 'traits.orders.within': '8d' },
    'traits.orders.within',
    'shortHistory',
    { span: '8d', days: 7 },
  ],
  [
    'a coupon that the device guards',
    { 'experiences[0].variations[0].payload': { type: 'coupon' } },
    'experiences[0]',
    'deviceGuard',
    { type: 'coupon', by: ['orders'] },
  ],
  [
    'a coupon that only the caps of its group guard',
    {
      'groups.offers.caps': [{ count: 1, per: '1d' }],
      'experiences[0].audience': undefined,
      'experiences[0].variations[0].payload': { type: 'coupon' },
    },
    'experiences[0]',
    'deviceGuard',
    { by: ['caps'] },
  ],
  [
    'a price that differs by person',
    { 'experiences[0].variations[0].payload': { type: 'card', item: { sale_price: 9.9 } } },
    'experiences[0].variations[0].payload.item.sale_price',
    'personalPrice',
    { member: 'item.sale_price', by: ['orders'] },
  ],
  [
    'a price that differs by chance',
    {
      'experiences[0]': second({
        experiment: { key: 'p' },
        variations: [
          { key: 'a', payload: { type: 'card', price: 1 } },
          { key: 'b', payload: { type: 'card', price: 2 } },
        ],
      }),
    },
    'experiences[0].variations[0].payload.price',
    'personalPrice',
    { by: ['experiment'] },
  ],
  [
    'what is closed in vain',
    { 'experiences[0].variations[0].payload': { type: 'card', dismissible: true } },
    'experiences[0]',
    'closedInVain',
    { type: 'card' },
  ],
  [
    'a reward for sharing',
    {
      'experiences[0].trigger': { event: 'Product Shared' },
      'experiences[0].variations[0].payload': { type: 'coupon' },
    },
    'experiences[0]',
    'shareReward',
    { event: 'Product Shared', reward: 'coupon' },
  ],
  [
    'points for sharing',
    { 'traits.points': { ledger: [{ event: '分享', add: 5 }] } },
    'traits.points.ledger[0]',
    'shareReward',
    { reward: 'points' },
  ],
  [
    'a member in Chinese',
    { 'experiences[0].优先级': 3 },
    'experiences[0].优先级',
    'unknownMember',
    { name: '优先级', suggestion: 'priority' },
  ],
  [
    'the same event in other letters',
    { 'traits.paid': { event: 'order_completed', agg: 'count' } },
    'traits.paid.event',
    'spelling',
    { name: 'order_completed', suggestion: 'Order Completed' },
  ],
  [
    'a list where one of it is meant',
    { 'experiences[0].when': { 'page.path': ['/', '/cart'] } },
    'experiences[0].when["page.path"]',
    'wholeList',
    { name: 'page.path', example: '{"page.path":{"$in":["/","/cart"]}}' },
  ],
  [
    'a list around what is expected of an event',
    { 'traits.orders.where': { total: [{ $gte: 3 }] } },
    'traits.orders.where.total',
    'wholeList',
    { example: '{"total":{"$gte":3}}' },
  ],
  [
    'a member that pages do not tell',
    { 'experiences[0].when': { 'live.watchedSecond': { $gte: 60 } } },
    'experiences[0].when["live.watchedSecond"]',
    'attribute',
    { suggestion: 'live.watchedSeconds' },
  ],
  [
    'every second week from no start',
    { 'experiences[0].schedule': { recur: { type: 'weekly', daysOfWeek: [5], interval: 2 } } },
    'experiences[0].schedule.recur.interval',
    'noStart',
    { member: 'interval' },
  ],
  [
    'an end that leaves its own date out',
    { 'experiences[0].schedule': { end: '2026-12-31' } },
    'experiences[0].schedule.end',
    'endOfDate',
    { member: 'end', given: '2026-12-31', next: '2027-01-01' },
  ],
  [
    'an address without a scheme',
    { 'slots.hero.default.link': 'www.shop.com/today' },
    'slots.hero.default.link',
    'noScheme',
    { given: 'www.shop.com/today' },
  ],
]

const found = (document: unknown, path: string, code: string) =>
  check(document, { now }).issues.filter((issue) => issue.path === path && issue.code === code)

describe('check', () => {
  it('has nothing to say of a document in order', () => {
    expect(check(clean(), { now })).toEqual({ config: clean(), issues: [] })
    expect(check(JSON.stringify(clean()), { now }).issues).toEqual([])
  })

  it.each(errors)('takes %s for an error', (_, changes, path, code, values = {}) => {
    expect(found(spoilt(changes), path, code)).toEqual([
      { path, code, severity: 'error', values: expect.objectContaining(values) },
    ])
  })

  it.each(warnings)('warns of %s', (_, changes, path, code, values = {}) => {
    expect(found(spoilt(changes), path, code)).toEqual([
      { path, code, severity: 'warning', values: expect.objectContaining(values) },
    ])
  })

  it.each<[string, { [path: string]: unknown }]>([
    ['a comparison that another one guards', { 'experiences[0].when': { 'user.age': { $gte: 12, $lt: 18 } } }],
    [
      'a comparison that $exists guards',
      { 'experiences[0].when': { $and: [{ 'user.age': { $exists: true } }, { 'user.age': { $lt: 18 } }] } },
    ],
    [
      'a comparison beside which a missing value is foreseen',
      { 'experiences[0].when': { $or: [{ 'user.age': { $exists: false } }, { 'user.age': { $lt: 18 } }] } },
    ],
    ['a count, which starts at 0', { 'tags.regular.when': { orders: { $lt: 2 } } }],
    [
      'the same priority where both cannot show',
      {
        groups: {},
        channels: ['a', 'b'].map((name) => ({ name, when: { 'campaign.source': name } })),
        experiences: [first({ when: { channel: 'a' } }), second({ when: { channel: 'b' }, audience: ['regulars'] })],
      },
    ],
    [
      'the same priority at other hours',
      {
        groups: {},
        experiences: [
          first({ audience: ['regulars'], schedule: { recur: { type: 'weekly', daysOfWeek: [1] } } }),
          second({ schedule: { recur: { type: 'weekly', daysOfWeek: [2] } } }),
        ],
      },
    ],
    [
      'a winner with a cap',
      {
        groups: {},
        experiences: [
          first({ audience: ['regulars'], priority: 2, caps: [{ count: 1, per: '1d' }] }),
          second({ priority: 1 }),
        ],
      },
    ],
    [
      'a coupon for members',
      {
        'experiences[0].when': { 'user.level': 'gold' },
        'experiences[0].cooldown': { after: 'dismiss', for: '1d' },
        'experiences[0].variations[0].payload': { type: 'coupon' },
      },
    ],
    [
      'dates of which a window is open',
      { 'experiences[0].schedule': { recur: { type: 'dates', dates: ['2026-11-24'], from: '08:00', to: '12:01' } } },
    ],
    [
      'windows of which one is still counted',
      { 'experiences[0].schedule': { start: '2026-11-01', recur: { type: 'weekly', daysOfWeek: [2], count: 4 } } },
    ],
    ['a price for everybody', { 'slots.hero.default.price': 9.9 }],
    [
      'thirds',
      {
        'experiences[0].experiment': { key: 'e', weights: [0.333, 0.333, 0.333] },
        'experiences[0].variations': ['a', 'b', 'c'].map((key) => ({ key, payload: null })),
      },
    ],
    [
      'a page of a mini-program',
      { 'slots.hero.default.path': 'pages/cart/cart?from=hero', 'slots.hero.default.note': 'Note: fresh' },
    ],
    [
      'a number in quotes where its digits are compared, and an object of the shop',
      { 'experiences[0].when': { orders: { $gte: '3' }, 'user.box': { size: 3, type: 'a' } } },
    ],
    [
      'lists asked for what they hold',
      { 'experiences[0].when': { tags: { $all: ['regular'], $not: { $size: 2 } }, audiences: { $nin: ['regulars'] } } },
    ],
    [
      'texts that traits of events may have, and a case that may be missing',
      {
        'traits.stage': { case: [[{ orders: 0 }, 'new']] },
        'traits.top': { event: 'Product Viewed', agg: 'top', prop: 'category' },
        'experiences[0].when': { top: '水果', stage: { $in: [null, 'new'] }, 'now.date': { $gte: '2026-11-11' } },
      },
    ],
    [
      'what a page tells besides, and lists that are empty or of names',
      {
        'experiences[0].when': {
          'page.category': 'fruit',
          'campaign.gclid': { $exists: true },
          'user.pets': [],
          'live.activity.likes': { $gte: 1 },
        },
      },
    ],
    ['members of its author', { _note: 'for Li Lei', ext: { any: [1] } }],
  ])('has nothing to say of %s', (_, changes) => {
    expect(check(spoilt(changes), { now }).issues).toEqual([])
  })

  it('says nothing of what is over when it is not told the time', () => {
    expect(check(spoilt({ expires: '2020-01-01' })).issues).toEqual([])
  })

  it('says where a text is no JSON', () => {
    expect(check('{\n  "id": “shop”\n}').issues).toEqual([
      { path: '', code: 'json', severity: 'error', values: { line: 2, column: 9, found: '“', wanted: 'value' } },
    ])
    expect(check('{"a": [1,]}').issues[0]!.values).toEqual({ line: 1, column: 10, found: ']', wanted: 'value' })
  })

  it('names an error once, and only where it is', () => {
    const twice = check(spoilt({ 'tags.regular.when': { ordres: { $gte: 3 } } }), { now }).issues
    expect(twice.filter(({ severity }) => severity === 'error')).toHaveLength(1)
  })

  it('finds no error in the example of the design', () => {
    const example = readFileSync(new URL('../../schema/example.json', import.meta.url), 'utf8')
    const { config, issues } = check(example, { now })
    expect(config?.id).toBe('fruit-shop')
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

it('says what is wrong in the order of the document, errors first', () => {
  const { issues } = check(
    spoilt({
      'experiences[0].when': { 'user.name': { $regex: 'a' }, 'user.points': { $lt: 3 }, order: 1 },
      'experiences[0].slot': 'heroo',
      'slots.spare': {},
      'tags.regular.ttl': '9y',
    }),
    { now },
  )
  expect(issues.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
    'error tags.regular.ttl',
    'error experiences[0].slot',
    'error experiences[0].when["user.name"].$regex',
    'error experiences[0].when.order',
    'warning slots.spare',
    'warning experiences[0].when["user.points"]',
  ])
})

it('does not call unused what a misspelt name meant', () => {
  const { issues } = check(spoilt({ 'tags.regular.when': { order: { $gte: 3 } }, 'experiences[0].slot': 'heroo' }), {
    now,
  })
  expect(issues.map(({ code }) => code)).toEqual(['name', 'slot'])
})

it('does not call unused what something malformed uses', () => {
  const { issues } = check(
    spoilt({
      'experiences[0].priority': 'high',
      'experiences[0].when': { orders: { $gte: 1 } },
      tags: {},
      audiences: {},
    }),
    { now },
  )
  expect(issues.map(({ code }) => code)).toEqual(['type'])
})

it('names what stands twice in one object, which JSON reads as its last', () => {
  const text = JSON.stringify(clean(), null, 1).replace('"slot": "hero"', '"slot": "hero",\n"slot": "hero"')
  const line = text.slice(0, text.lastIndexOf('"slot"')).split('\n').length
  expect(check(text, { now }).issues).toMatchObject([
    { path: 'experiences[0].slot', code: 'repeated', severity: 'error', values: { name: 'slot', line } },
  ])
})

it('names each circle once', () => {
  const circle = { 'traits.a': { ratio: ['b', 'orders'] }, 'traits.b': { ratio: ['a', 'orders'] } }
  const { issues } = check(spoilt(circle), { now })
  expect(issues.filter(({ code }) => code === 'cycle')).toMatchObject([{ path: 'traits.a' }])
})
