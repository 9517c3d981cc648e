import type { Json } from '@qianmian/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ActivityAnswer } from '../activity.js'
import { answered, began, looked, type Standing, UNKNOWN } from '../standing.js'
import type { Payload, Scene, Widget } from '../Widget.js'
import { challenge } from './challenge.js'
import { checkIn } from './checkIn.js'
import { countdownOffer } from './countdownOffer.js'
import { coupon } from './coupon.js'
import { leaderboard } from './leaderboard.js'
import { lottery } from './lottery.js'
import { models } from './models.js'
import { product } from './product.js'
import { redPacket } from './redPacket.js'
import { tasks } from './tasks.js'
import { vote } from './vote.js'
import { watchReward } from './watchReward.js'

const NOW = Date.parse('2026-06-01T08:00:00Z')
const HOUR = 3_600_000

/** What a widget shows of a payload, an activity's state, and whatever else. */
function see(
  widget: Widget,
  payload: object,
  state: object | null,
  more: Partial<Scene> & { standing?: Standing } = {},
) {
  const standing = state ? looked(more.standing ?? UNKNOWN, state as never) : (more.standing ?? UNKNOWN)
  return widget.view({
    payload: { type: widget.type, ...payload } as Payload,
    now: NOW,
    zh: false,
    watched: 0,
    ...more,
    standing,
  })
}

const granted = (action: string, result: Json = null, state: object = {}): Standing =>
  answered(UNKNOWN, action, { ok: true, now: NOW, result, state } as ActivityAnswer)
const refused = (action: string, reason: ActivityAnswer['reason'], state: object = {}): Standing =>
  answered(UNKNOWN, action, { ok: false, reason, now: NOW, state } as ActivityAnswer)
const done = (action: string, answer: Partial<ActivityAnswer>, value: Json = null, payload: object = {}) => ({
  payload: { type: 'x', ...payload },
  action,
  value,
  answer: { ok: true, now: NOW, state: {}, ...answer },
})

describe('every widget', () => {
  it('draws whatever a server or a marketer may send, and records it, without throwing, in both languages', () => {
    const names = [
      ...['activity', 'title', 'text', 'amount', 'code', 'url', 'image', 'price', 'was', 'options', 'tasks', 'rewards'],
      ...['total', 'left', 'count', 'claimed', 'opens', 'closes', 'entered', 'entries', 'drawsAt', 'drawn', 'prize'],
      ...[
        'winners',
        'opened',
        'tiers',
        'points',
        'streak',
        'today',
        'checkedIn',
        'joining',
        'checking',
        'window',
        'ranking',
      ],
      ...[
        'settled',
        'share',
        'joined',
        'stake',
        'pool',
        'rows',
        'mine',
        'top',
        'own',
        'voted',
        'chosen',
        'id',
        'name',
        'seconds',
      ],
    ]
    const leaf = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(0, 1, NOW - 1, NOW + 1, true, 'https://a.example'),
    )
    const object = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(leaf, fc.array(fc.dictionary(fc.constantFrom(...names), leaf))),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        object,
        fc.option(object),
        fc.boolean(),
        fc.constantFrom('claim', 'open', 'enter', 'checkIn', 'join', 'complete', 'vote', 'follow'),
        (widget, payload, state, zh, action) => {
          const standings = [UNKNOWN, began(UNKNOWN, action), granted(action, state as Json), refused(action, 'gone')]
          for (const standing of standings) {
            const view = see(widget, payload, state, { standing, zh })
            expect(JSON.parse(JSON.stringify(view)).title).toEqual(expect.any(String))
            expect(JSON.stringify(view)).not.toMatch(/NaN|undefined|\[object/)
          }
          widget.events?.(
            done(action, { state: (state ?? {}) as never, result: payload as Json }, state as Json, payload),
          )
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('says why something was refused, in the language of the page', () => {
    for (const [reason, en, zh] of [
      ['gone', 'All gone', '已经没有了'],
      ['already', 'You have had yours', '您已经参加过了'],
      ['late', 'It is over', '已经结束了'],
      ['points', 'Not enough points', '积分不够'],
      ['new reason' as 'gone', 'There is no such activity', '活动不存在'],
    ] as const) {
      expect(see(coupon, { activity: 'a' }, null, { standing: refused('claim', reason) }).said).toBe(en)
      expect(see(coupon, { activity: 'a' }, null, { standing: refused('claim', reason), zh: true }).said).toBe(zh)
    }
    expect(see(coupon, { activity: 'a' }, null, { standing: answered(UNKNOWN, 'claim', null) }).said).toMatch(
      /try again/,
    )
  })
})

describe('product', () => {
  it('shows the price, and only addresses that may be opened', () => {
    const view = see(
      product,
      { title: 'Grapes', price: 19.9, was: '39', url: '/grape', image: 'javascript:alert(1)' },
      null,
    )
    expect(view).toMatchObject({ title: 'Grapes', price: { now: '¥19.9', was: '¥39' }, image: undefined })
    expect(view.button).toEqual({ label: 'Buy', tap: { action: 'follow', url: '/grape' } })
    expect(see(product, { title: 'x', price: '$5', cta: 'Go' }, null)).toMatchObject({
      price: { now: '$5' },
      button: { label: 'Go', tap: { action: 'follow' } },
    })
  })
})

describe('coupon', () => {
  const payload = { activity: 'a', amount: 20, text: 'Gift' }
  const label = (state: object | null, more = {}) => see(coupon, payload, state, more).button!.label

  it('is claimed once, while there is some, in its time', () => {
    const state = { total: 10, left: 4, claimed: null, opens: NOW - 1, closes: NOW + HOUR }
    expect(see(coupon, payload, state)).toMatchObject({
      figure: { unit: '¥', value: '20' },
      button: { label: 'Claim', tap: { action: 'claim' } },
      bar: { value: 0.4, label: '4 left' },
      clock: { label: 'Ends in', units: ['01', '00', '00'] },
    })
    expect(label({ ...state, left: 0 })).toBe('All gone')
    expect(label({ ...state, opens: NOW + 1 })).toBe('Soon')
    expect(label({ ...state, closes: NOW })).toBe('Over')
    expect(label({ ...state, stopped: true })).toBe('Over')
    expect(label(null)).toBe('Claim')
    expect(see(coupon, payload, state, { standing: began(UNKNOWN, 'claim') }).button!.busy).toBe(true)
  })

  it('shows the code that the server gave, and what to do with it', () => {
    const mine = { total: 10, left: 0, claimed: { code: 'X1' } }
    expect(see(coupon, payload, mine)).toMatchObject({ code: 'X1', button: { label: 'Claimed', off: true } })
    expect(see(coupon, { ...payload, url: '/cart' }, mine).button).toEqual({
      label: 'Use it',
      tap: { action: 'follow', url: '/cart' },
    })
    expect(see(coupon, payload, null, { standing: granted('claim', { code: 'X2' }) })).toMatchObject({
      code: 'X2',
      said: 'It is yours',
    })
    expect(see(coupon, payload, null, { standing: refused('claim', 'gone') }).code).toBe('')
  })

  it('without an activity shows the code of the payload', () => {
    expect(see(coupon, { amount: '8折', text: 'x', code: 'BACK' }, null)).toMatchObject({
      code: 'BACK',
      figure: { unit: '', value: '8折' },
    })
  })
})

describe('countdown offer', () => {
  it('waits, opens and ends on the time of the server or of the payload', () => {
    const state = { total: 4, left: 1, opens: NOW + 90_000, closes: NOW + HOUR }
    const at = (ms: number, more = {}) =>
      see(countdownOffer, { activity: 'a', price: 9 }, { ...state, ...more }, { now: NOW + ms })
    expect(at(0)).toMatchObject({
      clock: { label: 'Opens in', units: ['00', '01', '30'] },
      button: { label: 'Soon', off: true },
    })
    expect(at(90_000)).toMatchObject({
      clock: { label: 'Ends in' },
      button: { tap: { action: 'claim' } },
      bar: { value: 0.75 },
    })
    expect(at(90_000, { left: 0 }).button!.label).toBe('Sold out')
    expect(at(90_000, { claimed: { code: 'C' } })).toMatchObject({ code: 'C', button: { tap: { action: 'follow' } } })
    expect(at(HOUR)).toMatchObject({ button: { label: 'Over', off: true } })
    expect(at(HOUR).clock).toBe(undefined)
    const alone = see(countdownOffer, { closes: new Date(NOW + 60_000).toISOString(), url: '/x' }, null)
    expect(alone).toMatchObject({
      clock: { units: ['00', '01', '00'] },
      button: { tap: { action: 'follow', url: '/x' } },
    })
  })
})

describe('lottery', () => {
  it('is entered once, waits for the draw, and says how it came out', () => {
    const state = { entered: false, entries: 7, drawsAt: NOW + 5000, drawn: false, prize: null, winners: [] }
    expect(see(lottery, {}, state)).toMatchObject({
      button: { tap: { action: 'enter' } },
      note: '7 taking part',
      look: 5000,
    })
    expect(see(lottery, {}, { ...state, entered: true }).button).toEqual({ label: 'You are in', off: true })
    expect(see(lottery, {}, state, { now: NOW + 5000 })).toMatchObject({ button: { label: 'Drawing' }, poll: 4000 })
    const drawn = { ...state, entered: true, drawn: true, winners: [{ who: 'a***', prize: 'Grapes' }] }
    expect(see(lottery, {}, { ...drawn, prize: { name: 'Grapes' } })).toMatchObject({
      title: 'You won Grapes',
      note: 'Winners: a***',
      button: { label: 'Won', off: true },
    })
    expect(see(lottery, {}, drawn)).toMatchObject({
      text: 'Not this time, better luck next',
      button: { label: 'Drawn' },
    })
    expect(lottery.events!(done('enter', {}))).toEqual([['Lottery Entered', {}]])
  })
})

describe('red packet', () => {
  it('shows what the server put into it, in yuan', () => {
    const state = { total: 10_000, count: 10, left: 3, opened: null }
    expect(see(redPacket, {}, state)).toMatchObject({ button: { tap: { action: 'open' } }, note: '3 of 10 left' })
    expect(see(redPacket, {}, { ...state, left: 0 }).button!.label).toBe('All gone')
    expect(see(redPacket, {}, { ...state, left: 0, opened: { amount: 1205 } })).toMatchObject({
      figure: { unit: '¥', value: '12.05' },
      button: { label: 'Opened', off: true },
    })
    expect(see(redPacket, {}, null, { standing: granted('open', { amount: 1 }) }).figure!.value).toBe('0.01')
    expect(redPacket.events!(done('open', { result: { amount: 188 } }))).toEqual([
      ['Red Packet Opened', { amount: 1.88 }],
    ])
  })
})

describe('watch reward', () => {
  const state = {
    tiers: [
      { seconds: 60, points: 5, claimed: true },
      { seconds: 180, points: 10, claimed: false },
      { seconds: 600, points: 30, claimed: false },
    ],
  }

  it('counts to the next reward, and hands over each that was reached, the first one first', () => {
    expect(see(watchReward, {}, state, { watched: 75 })).toMatchObject({
      text: '1:45 more for 10 points',
      button: { label: 'Keep watching', off: true },
      marks: [{ state: 'done' }, { state: 'next' }, { state: 'next' }],
      next: 1000,
    })
    const ready = see(watchReward, {}, state, { watched: 900 })
    expect(ready.button).toEqual({ label: 'Collect 10 points', tap: { action: 'claim', value: { seconds: 180 } } })
    expect(ready.next).toBe(undefined)
    expect(see(watchReward, {}, { tiers: state.tiers, claimed: [180, 600] }, { watched: 900 }).button!.label).toBe(
      'All collected',
    )
    expect(see(watchReward, {}, state, { standing: refused('claim', 'early', state) }).said).toMatch(/counting/)
  })

  it('records the points that the server gave', () => {
    const answer = { result: { points: 10 }, state }
    expect(watchReward.events!(done('claim', answer, { seconds: 180 }))).toEqual([
      ['Watch Reward Claimed', { seconds: 180, points: 10 }],
      ['Points Earned', { points: 10 }],
    ])
  })
})

describe('tasks', () => {
  it('names what the server counts, and lets the visitor do what is left', () => {
    const payload = {
      tasks: [
        { id: 'share', title: 'Share', cta: 'Share' },
        { id: 'read', title: 'Read', url: '/read' },
        { id: 'say' },
      ],
    }
    const state = {
      tasks: [
        { name: 'share', points: 10, done: 1, perDay: 3 },
        { name: 'read', points: 5, done: 1, perDay: 1 },
        { name: 'say', points: 2, done: 0, perDay: 1 },
      ],
    }
    expect(see(tasks, payload, state).rows).toMatchObject([
      {
        name: 'Share',
        value: '+10 · 1/3',
        button: { label: 'Share', tap: { action: 'complete', value: { task: 'share' } } },
      },
      { name: 'Read', value: '+5', button: { label: 'Done', off: true } },
      { name: 'say', button: undefined },
    ])
    expect(tasks.events!(done('complete', { result: { points: 10, done: 2 }, state }, { task: 'share' }))).toEqual([
      ['Task Completed', { task: 'share', points: 10 }],
      ['Points Earned', { points: 10 }],
    ])
  })
})

describe('leaderboard', () => {
  it('marks the visitor among the first, or adds them below', () => {
    const rows = [
      { rank: 1, who: 'a***', score: 9, me: false },
      { rank: 2, who: 'b***', score: 7, me: true },
    ]
    const view = (state: object) => see(leaderboard, { unit: 'points' }, state).rows!
    expect(view({ rows, mine: { rank: 2, score: 7 } })).toMatchObject([
      { own: false },
      { own: true, value: '7 points' },
    ])
    expect(view({ rows: rows.slice(0, 1), mine: { rank: 27, score: 1 } })).toMatchObject([
      { mark: '1' },
      { mark: '27', name: 'You', own: true },
    ])
    expect(view({ top: [{ name: 'Ann', rank: 1, score: 3 }], own: null })).toMatchObject([{ name: 'Ann', own: false }])
  })
})

describe('vote', () => {
  const payload = {
    title: 'Next?',
    options: [
      { id: 'a', text: 'Apple' },
      { id: 'b', text: 'Banana' },
    ],
  }
  const state = {
    options: [
      { name: 'a', votes: 1 },
      { name: 'b', votes: 2 },
    ],
    total: 3,
    voted: null,
    closes: NOW + HOUR,
  }

  it('shows no counts before the visitor has chosen, and can be chosen once', () => {
    expect(see(vote, payload, state).rows).toMatchObject([
      { name: 'Apple', value: undefined, bar: undefined, choice: { action: 'vote', value: { option: 'a' } } },
      { name: 'Banana' },
    ])
    expect(see(vote, payload, { ...state, voted: 'b' }).rows).toMatchObject([
      { value: '33%', own: false, choice: null },
      { value: '67%', own: true, mark: '✓', choice: null },
    ])
    const over = see(vote, payload, state, { now: NOW + HOUR })
    expect([over.rows![0]!.choice, over.note, over.poll]).toEqual([null, '3 votes, closed', undefined])
    expect(vote.events!(done('vote', {}, { option: 'b' }))).toEqual([['Voted', { option: 'b' }]])
  })
})

describe('check-in', () => {
  it('is done once a day, and says what it earned', () => {
    const rewards = [5, 5, 10]
    const before = see(checkIn, { rewards }, { checkedIn: false, streak: 4, points: 20 })
    expect(before).toMatchObject({
      text: '4 days in a row',
      button: { tap: { action: 'checkIn' } },
      note: 'My points: 20',
      marks: [
        { label: 'Day 4', value: '✓', state: 'done' },
        { label: 'Day 5', value: '+5', state: 'now' },
        { label: 'Day 6', value: '+10', state: 'next' },
      ],
    })
    const standing = granted('checkIn', { streak: 5, points: 5 }, { checkedIn: true, streak: 5, points: 25 })
    expect(see(checkIn, { rewards }, null, { standing })).toMatchObject({
      said: 'Checked in, 5 points for you',
      button: { label: 'Done for today', off: true },
    })
    expect(checkIn.events!(done('checkIn', { result: { streak: 5, points: 5 } }))).toEqual([
      ['Checked In', { streak: 5, points: 5 }],
      ['Points Earned', { points: 5 }],
    ])
  })
})

describe('challenge', () => {
  const round = {
    opens: NOW + HOUR,
    closes: NOW + 2 * HOUR,
    people: 8,
    pool: 800,
    joined: false,
    checkedIn: false,
    settled: false,
    share: null,
    ranking: [],
  }
  const at = (ms: number, own: object) => see(challenge, {}, { stake: 100, joining: null, ...own }, { now: NOW + ms })

  it('takes the stake, waits, checks in within the window, and shows the share', () => {
    const joined = { ...round, joined: true }
    expect(at(0, { joining: round }).button).toEqual({ label: 'Join for 100 points', tap: { action: 'join' } })
    expect(at(0, { joining: joined })).toMatchObject({
      button: { label: 'You are in', off: true },
      clock: { label: 'Opens in', units: ['01', '00', '00'] },
      look: HOUR,
      figure: { value: '800' },
    })
    const now = { joining: { ...round, opens: NOW + 25 * HOUR, closes: NOW + 26 * HOUR }, checking: joined }
    expect(at(HOUR, now)).toMatchObject({
      button: { tap: { action: 'checkIn' } },
      clock: { label: 'Ends in' },
      look: HOUR,
    })
    const came = { ...joined, checkedIn: true, ranking: [{ rank: 1, who: 'a***', at: NOW + HOUR }] }
    expect(at(HOUR, { ...now, checking: came })).toMatchObject({
      button: { label: 'Checked in', off: true },
      rows: [{ mark: '1', name: 'a***' }],
    })
    expect(at(2 * HOUR, { ...now, checking: came }).button!.label).toBe('Sharing')
    expect(at(3 * HOUR, { ...now, checking: { ...came, settled: true, share: 266 } })).toMatchObject({
      button: { label: 'Join for 100 points', tap: { action: 'join' } },
      note: '8 taking part · Last share: 266',
    })
    expect(at(3 * HOUR, { ...now, checking: joined }).note).toContain('Missed the last round')
  })

  it('reads a state that is one round', () => {
    const flat = {
      stake: 5,
      pool: 10,
      players: 2,
      joined: true,
      window: { from: NOW, until: NOW + HOUR },
      checkedIn: false,
    }
    expect(at(0, flat).button!.tap).toEqual({ action: 'checkIn' })
    const settled = {
      ...flat,
      checkedIn: true,
      settled: true,
      share: 10,
      ranking: [{ name: 'Ann', at: NOW, share: 10 }],
    }
    expect(at(HOUR, settled)).toMatchObject({
      button: { label: 'Your share: 10' },
      rows: [{ name: 'Ann', value: '+10' }],
    })
  })
})
