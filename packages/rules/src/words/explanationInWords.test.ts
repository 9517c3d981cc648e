import { describe, expect, it } from 'vitest'
import { compile } from '../compile.js'
import { CHECKS } from '../decision.js'
import { parse } from '../parse.js'
import { consideredInWords, decisionInWords, explanationInWords } from './explanationInWords.js'

const now = Date.parse('2026-11-24T23:30:00+08:00')
const show = (id: string, more: object) => ({ id, slot: 'popup', variations: [{ key: 'a', payload: null }], ...more })

/** One experience for each check, named for the check that it fails. */
const { config } = parse({
  schema: 1,
  id: 'shop',
  revision: 1,
  tz: 'Asia/Shanghai',
  traits: { orders: { event: 'Order Completed', agg: 'count' } },
  tags: { loyal: { name: '老顾客', when: { orders: { $gte: 3 } } } },
  audiences: { loyals: { name: '老客群', when: { tags: { $in: ['loyal'] } } } },
  slots: { popup: { name: '弹窗', limit: 2 }, calm: {} },
  quiet: { from: '23:00', to: '08:00', slots: ['calm'] },
  groups: { offers: { max: 1 } },
  experiences: [
    show('supported', { requires: ['lottery'] }),
    show('enabled', { enabled: false }),
    show('schedule', {
      schedule: {
        start: '2026-12-01T00:00:00+08:00',
        end: '2027-01-01',
        recur: { type: 'weekly', daysOfWeek: [5, 0], from: '19:00', to: '23:00' },
      },
    }),
    show('quiet', { slot: 'calm' }),
    show('audience', { audience: ['loyals'] }),
    show('when', { when: { orders: { $gte: 2, $lte: 5 } } }),
    show('trigger', { trigger: { event: 'Video Watched', count: 2 } }),
    show('stopOn', { stopOn: { event: 'Order Completed', within: '7d' } }),
    show('cooldown', { cooldown: { after: 'dismiss', for: '3d' } }),
    show('caps', { caps: [{ count: 1, per: '1d' }] }),
    show('chosen', { name: '欢迎', group: 'offers', priority: 9 }),
    show('group', { group: 'offers', priority: 8 }),
    show('experiment', { experiment: { key: 'e', coverage: 0 } }),
    show('second', { priority: 7 }),
    show('outranked', {}),
  ],
})

const visitor = compile(config!).visitor()
const happened = (event: string, properties: object, at: number) =>
  visitor.observe(
    {
      type: 'track',
      event,
      properties,
      messageId: `${event}${at}`,
      anonymousId: 'v',
      context: {},
      timestamp: new Date(at).toISOString(),
    },
    { now },
  )
happened('Order Completed', {}, now - 2000)
happened('Experience Dismissed', { slot: 'popup', experience: 'cooldown', variation: 'a' }, now - 1000)
happened('Experience Viewed', { slot: 'popup', experience: 'caps', variation: 'a' }, now - 1000)
happened('Experience Dismissed', { slot: 'popup', experience: 'caps', variation: 'a' }, now - 500)

const considered = ['popup', 'calm'].flatMap((slot) => visitor.explain(slot, { now }).considered)
const said = (id: string, language: 'en' | 'zh') =>
  consideredInWords(considered.find(({ experience }) => experience === id)!, language, config)

describe('explanations in words', () => {
  it('come from an engine that failed each experience at its own check', () => {
    for (const check of [...CHECKS, 'outranked'] as const)
      expect(considered.find(({ experience }) => experience === check)?.failed).toBe(check)
  })

  it.each([
    [
      'supported',
      'supported is not shown: this page cannot show it: it needs lottery.',
      'supported 没有展示：这个页面无法展示：它需要 lottery。',
    ],
    [
      'enabled',
      'enabled is not shown: it is switched off ("enabled": false).',
      'enabled 没有展示：它已停用（"enabled": false）。',
    ],
    [
      'schedule',
      'schedule is not shown: it shows only from 2026-12-01 00:00, until 2027-01-01 00:00, on Friday, Sunday, 19:00 to 23:00.',
      'schedule 没有展示：不在排期内：2026-12-01 00:00 开始，2027-01-01 00:00 结束，周五、日，19:00 到 23:00。',
    ],
    [
      'quiet',
      'quiet is not shown: nothing new shows in the quiet hours from 23:00 to 08:00.',
      'quiet 没有展示：23:00 到 08:00 是免打扰时段，不展示新内容。',
    ],
    [
      'audience',
      'audience is not shown: the visitor is not in 老客群 (loyals): "tags" is none and must be one of 老顾客 (loyal).',
      'audience 没有展示：访客不属于人群 老客群 (loyals)："tags" 现在是空，要求是其中之一：老顾客 (loyal)。',
    ],
    [
      'when',
      'when is not shown: "orders" is 1 and must be at least 2 and at most 5.',
      'when 没有展示："orders" 现在是 1，要求不小于 2，且不大于 5。',
    ],
    [
      'trigger',
      'trigger is not shown: "Video Watched" must happen twice first, and has happened 0 times.',
      'trigger 没有展示：要先发生 2 次 "Video Watched"，现在是 0 次。',
    ],
    [
      'stopOn',
      'stopOn is not shown: "Order Completed" has happened, which ends it.',
      'stopOn 没有展示："Order Completed" 已经发生，投放结束。',
    ],
    [
      'cooldown',
      'cooldown is not shown: it rests until 2026-11-27 00:00, after a dismissal.',
      'cooldown 没有展示：关闭后的冷却期到 2026-11-27 00:00 结束。',
    ],
    [
      'caps',
      'caps is not shown: it has been seen once within 1 day, and once is the most.',
      'caps 没有展示：1 天内已展示 1 次，最多 1 次。',
    ],
    [
      'group',
      'group is not shown: 欢迎 (chosen) of the same group (offers) is on show.',
      'group 没有展示：同组（offers）的 欢迎 (chosen) 正在展示。',
    ],
    [
      'experiment',
      'experiment is not shown: this visitor does not take part in the experiment e, which 0% do.',
      'experiment 没有展示：这位访客不在实验 e 的 0% 参与者之中。',
    ],
    [
      'outranked',
      'outranked is not shown: 欢迎 (chosen), second comes first.',
      'outranked 没有展示：欢迎 (chosen)、second 排在前面。',
    ],
    ['chosen', '欢迎 (chosen) is chosen.', '欢迎 (chosen) 被选中。'],
  ])('tell of %s', (id, english, chinese) => {
    expect(said(id, 'en')).toBe(english)
    expect(said(id, 'zh')).toBe(chinese)
  })

  it('begin with what the slot shows', () => {
    const all = explanationInWords(visitor.explain('popup', { now }), 'en', config)
    expect(all.slice(0, 3)).toEqual([
      '弹窗 (popup) shows 欢迎 (chosen), variation a.',
      '弹窗 (popup) shows second, variation a.',
      '欢迎 (chosen) is chosen.',
    ])
    expect(explanationInWords(visitor.explain('nowhere', { now }), 'zh', config)).toEqual(['nowhere 展示默认内容。'])
  })

  it('tell of recurring windows, and of limits that several share', () => {
    const told = (failed: 'schedule' | 'caps', values: object, language: 'en' | 'zh') =>
      consideredInWords({ experience: 'x', priority: 0, failed, values: values as never }, language)
    const recur = { type: 'monthly', daysOfMonth: [18, 28, -1], from: '10:00', to: '22:00', count: 3 }
    expect(told('schedule', { recur }, 'en')).toBe(
      'x is not shown: it shows only on day 18, day 28, the last day of a month, 10:00 to 22:00, 3 times in all.',
    )
    expect(told('schedule', { recur }, 'zh')).toBe(
      'x 没有展示：不在排期内：每月 18 日、28 日、最后一天，10:00 到 22:00，共 3 次。',
    )
    expect(told('caps', { scope: 'experience', count: 2, per: 'lifetime', used: 2 }, 'en')).toBe(
      'x is not shown: it has been seen twice, and twice is the most.',
    )
    expect(told('caps', { scope: 'group', count: 1, per: 'session', used: 1 }, 'en')).toBe(
      'x is not shown: those of its group have been seen once in this session, and once is the most.',
    )
  })

  it('tell of the holdout, and of what is not known', () => {
    const decision = { slot: 'popup', experience: null, variation: null, payload: null, revision: 1 }
    const withheld = { experience: 'chosen', variation: 'a' }
    expect(decisionInWords({ ...decision, reason: 'withheld', withheld }, 'en')).toBe(
      'popup shows its default: this visitor is in the holdout, and would see chosen otherwise.',
    )
    const history = { code: 'history', traits: ['spend'] }
    expect(consideredInWords({ experience: 'x', priority: 0, failed: 'supported', values: history }, 'zh')).toBe(
      'x 没有展示：历史不完整：spend 在首次见到这位访客之后才开始计数。',
    )
  })
})

it.each([
  [
    { $or: [{ orders: { $gte: 3 } }, { tags: { $in: ['loyal', 'other'] }, 'user.vip': true }] },
    'when is not shown: one of these must hold: "orders" is at least 3; or "tags" is one of 老顾客 (loyal), other and "user.vip" is true.',
    'when 没有展示：以下至少要有一项成立："orders" 不小于 3；"tags" 是其中之一：老顾客 (loyal)、other，且 "user.vip" 是 true。',
  ],
  [
    { $not: { orders: 0 } },
    'when is not shown: this may not hold: "orders" is 0.',
    'when 没有展示：以下不能成立："orders" 是 0。',
  ],
  [
    { $nor: [{ $or: [{ orders: 0 }, { 'user.city': { $ini: ['A', 'b'] } }] }] },
    'when is not shown: none of these may hold: one of these must hold: "orders" is 0; or "user.city" is one of "A", "b", in any case of letters.',
    'when 没有展示：以下各项都不能成立：以下至少要有一项成立："orders" 是 0；"user.city" 是其中之一（不分大小写）："A"、"b"。',
  ],
])('tells what %j joins', (when, english, chinese) => {
  const joined = { ...config!, experiences: [show('when', { when })] }
  const explained = compile(joined).visitor().explain('popup', { now })
  expect(explanationInWords(explained, 'en', joined)).toContain(english)
  expect(explanationInWords(explained, 'zh', joined)).toContain(chinese)
})
