import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { type Desk, desk, user } from '../testing/desk.js'
import { memoryRecords } from '../testing/memoryRecords.js'
import type { Answer } from './createActivities.js'

const open: Desk[] = []
afterEach(async () => {
  for (const { activities } of open.splice(0)) await activities.close()
})

function start(...parts: Parameters<typeof desk>): Desk {
  const made = desk(...parts)
  open.push(made)
  return made
}

const time = '2026-12-12T20:00:00Z'

it('gives the same answer to the same id of a person, and decides anew for another', async () => {
  const { activities, act, set } = start(time)
  await activities.define('c', { kind: 'stock', total: 2, codes: ['one', 'two'] })
  const first = await act('a', 'c', 'claim', null, 'tap')
  await act('b', 'c', 'claim', null, 'tap')
  const { now, ...again } = await act('a', 'c', 'claim', null, 'tap')
  expect(again).toEqual({ ...first, now: undefined })
  expect((await act('z', 'c', 'claim', null, 'tap')).reason).toBe('gone')
  await activities.define('c', { kind: 'stock', total: 3, codes: ['one', 'two', 'three'] })
  expect((await act('z', 'c', 'claim', null, 'tap')).reason).toBe('gone')
  expect((await act('z', 'c', 'claim', null, 'another tap')).ok).toBe(true)
  set('2026-12-13T20:00:00Z')
  expect((await act('a', 'c', 'claim', null, 'tap')).result).toEqual({ code: 'one' })
})

it('forgets answers after a day, never what was decided', async () => {
  const records = memoryRecords()
  const { activities, act, set } = start(time, {}, records)
  await activities.define('c', { kind: 'stock', total: 5, code: 'X' })
  for (let index = 0; index < 3; index++) await act('a', 'c', 'claim', null, `tap ${index}`)
  expect(records.committed.range(['answer'])).toHaveLength(3)
  set('2026-12-14T00:00:00Z')
  await activities.settle()
  expect(records.committed.range(['answer'])).toEqual([])
  expect((await act('a', 'c', 'claim', null, 'tap 0')).reason).toBe('already')
})

it('tells an anonymous person from a user of the same name', async () => {
  const { activities, act } = start(time)
  await activities.define('c', { kind: 'stock', total: 5, code: 'X' })
  await act('same', 'c', 'claim')
  const anonymous = { id: 'anonymous same', key: 'k', userId: undefined, anonymousId: 'same' }
  expect((await activities.act(anonymous, 'c', { action: 'claim', id: '1', value: null })).ok).toBe(true)
})

it('knows no activity and no action that nobody made', async () => {
  const { activities, act } = start(time)
  expect(await act('a', 'none', 'claim')).toEqual({ ok: false, reason: 'unknown', now: Date.parse(time), state: null })
  await activities.define('c', { kind: 'stock', total: 5, code: 'X' })
  for (const action of ['enter', 'constructor', '__proto__'])
    expect((await act('a', 'c', action)).reason).toBe('unknown')
  expect(await activities.look(user('a'), ['none', 'c'])).toEqual({ c: expect.anything() })
})

it('records each decision as one event, also when the event store was away', async () => {
  let away = true
  const made = start(time, {}, memoryRecords(), () => {})
  const { rows } = made
  const push = rows.push.bind(rows)
  rows.push = (...more) => {
    if (away) throw new Error('away')
    return push(...more)
  }
  await made.activities.define('c', { kind: 'stock', total: 1, code: 'X' })
  await made.act('a', 'c', 'claim', null, 'tap').catch(() => {})
  await made.act('b', 'c', 'claim')
  away = false
  await made.activities.settle()
  await expect.poll(() => rows.length).toBe(1)
  expect(rows[0]).toMatchObject({ event: 'Activity Decided', user_id: 'a', timestamp: '2026-12-12 20:00:00.000' })
  expect(JSON.parse(rows[0]!.properties)).toEqual({ activity: 'c', kind: 'stock', action: 'claim', code: 'X' })
})

it('changes points once for each id, and never below zero', async () => {
  const { activities } = start(time)
  const change = (by: number, id: string) => activities.change(user('a'), by, 'order', id)
  expect(await change(10, '1')).toEqual({ ok: true, balance: 10 })
  expect(await change(10, '1')).toEqual({ ok: true, balance: 10 })
  expect(await change(-11, '2')).toEqual({ ok: false, balance: 10 })
  expect(await change(-10, '3')).toEqual({ ok: true, balance: 0 })
  expect(activities.points(user('a'))).toMatchObject({ balance: 0, changes: [{ by: -10, balance: 0 }, { by: 10 }] })
})

describe('whatever comes together, is sent again, or fails on the way', () => {
  const definitions = {
    stock: { kind: 'stock', total: 5, codes: Array.from({ length: 5 }, (_, index) => `code ${index}`) },
    packet: { kind: 'redPacket', total: 37, count: 6 },
    vote: { kind: 'vote', options: ['a', 'b'] },
    reward: { kind: 'reward', tiers: [{ seconds: 1, points: 3 }] },
    daily: { kind: 'checkIn', tz: 'UTC', points: 2 },
    tasks: { kind: 'tasks', tz: 'UTC', tasks: [{ name: 't', points: 1, perDay: 2 }] },
    lottery: { kind: 'lottery', prizes: [{ name: 'p', count: 3 }], drawsAt: '2026-12-12T21:00:00Z' },
  }
  const actions = [
    ['stock', 'claim', null],
    ['packet', 'open', null],
    ['vote', 'vote', { option: 'a' }],
    ['vote', 'vote', { option: 'b' }],
    ['reward', 'claim', { seconds: 1 }],
    ['daily', 'checkIn', null],
    ['tasks', 'complete', { task: 't' }],
    ['lottery', 'enter', null],
  ] as const

  const wish = fc.record({
    who: fc.integer({ min: 0, max: 9 }).map((number) => `p${number}`),
    what: fc.constantFrom(...actions),
    id: fc.integer({ min: 0, max: 4 }).map(String),
  })
  /** Lots of wishes that come at once; commits fail as the booleans say. */
  const plan = fc.record({
    lots: fc.array(fc.array(wish, { minLength: 1, maxLength: 25 }), { minLength: 1, maxLength: 8 }),
    fails: fc.array(fc.boolean(), { maxLength: 12 }),
  })

  it('grants never more than there is, once to a person, in shares that add up', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async ({ lots, fails }) => {
        let commits = 0
        let ready = false
        const records = memoryRecords(async () => {
          await new Promise(setImmediate)
          if (ready && fails[commits++]) throw new Error('disk full')
        })
        const made = start(time, {}, records, () => {})
        for (const [name, definition] of Object.entries(definitions)) await made.activities.define(name, definition)
        ready = true
        const answers = new Map<string, Answer>()
        for (const lot of lots)
          await Promise.all(
            lot.map(async ({ who, what: [activity, action, value], id }) => {
              let answer: Answer | null = null
              while (!answer) answer = await made.act(who, activity, action, value, id).catch(() => null)
              const name = `${activity} ${who} ${id}`
              const { now, ...rest } = answer
              // The same id says the same, whatever came in between.
              if (answers.has(name)) expect({ ...rest, now }).toEqual({ ...answers.get(name), now })
              answers.set(name, answer)
            }),
          )
        const granted = (activity: string) =>
          [...answers].filter(([name, { ok }]) => ok && name.startsWith(`${activity} `))
        const people = (activity: string) => granted(activity).map(([name]) => name.split(' ')[1])
        for (const activity of ['stock', 'packet', 'vote', 'reward', 'daily', 'lottery'])
          expect(new Set(people(activity)).size).toBe(people(activity).length)

        const asked = (activity: string) =>
          new Set(
            [...answers.keys()].filter((name) => name.startsWith(`${activity} `)).map((name) => name.split(' ')[1]),
          ).size
        const codes = granted('stock').map(([, { result }]) => (result as { code: string }).code)
        expect(codes.length).toBe(Math.min(5, asked('stock')))
        expect(new Set(codes).size).toBe(codes.length)

        const amounts = granted('packet').map(([, { result }]) => (result as { amount: number }).amount)
        const sum = amounts.reduce((total, one) => total + one, 0)
        expect(amounts.length).toBe(Math.min(6, asked('packet')))
        expect(amounts.every((amount) => amount >= 1)).toBe(true)
        expect(sum).toBe(amounts.length === 6 ? 37 : 37 - (made.activities.read('packet')!.totals as Left).left.amount)

        const { total } = await made.look('p0', 'vote')
        expect(total).toBe(granted('vote').length)
        for (let index = 0; index < 10; index++) {
          const tasks = people('tasks').filter((name) => name === `p${index}`).length
          expect(tasks).toBeLessThanOrEqual(2)
          const own = (activity: string) => (people(activity).includes(`p${index}`) ? 1 : 0)
          expect(made.points(`p${index}`)).toBe(3 * own('reward') + 2 * own('daily') + tasks)
        }

        made.set('2026-12-12T21:00:00Z')
        while (
          !(await made.activities.settle().then(
            () => true,
            () => false,
          ))
        );
        const prizes = made.activities.claims('lottery', 0, 100).filter((entry) => 'prize' in entry)
        expect(prizes).toHaveLength(Math.min(3, granted('lottery').length))

        const all = Object.keys(definitions).reduce((count, name) => count + granted(name).length, 0) + prizes.length
        await made.activities.settle()
        await expect.poll(() => new Set(made.rows.map((row) => row.message_id)).size).toBe(all)
        await open.pop()!.activities.close()
      }),
      { numRuns: 80 },
    )
  })
})

interface Left {
  left: { amount: number }
}
