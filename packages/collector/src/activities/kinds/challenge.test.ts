import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { type Desk, desk } from '../../testing/desk.js'

const open: Desk[] = []
afterEach(async () => {
  for (const { activities } of open.splice(0)) await activities.close()
})

const definition = { kind: 'challenge', tz: 'Asia/Shanghai', stake: 10, window: { from: '05:00', to: '08:00' } }
const day = '2026-12-01T12:00:00+08:00'
const morning = (time: string) => `2026-12-02T${time}+08:00`

async function start(people: Record<string, number>) {
  const made = desk(day)
  open.push(made)
  await made.activities.define('wake', definition)
  for (const [name, points] of Object.entries(people)) await made.give(name, points)
  return made
}

it('takes the stake once, and only from those who have it', async () => {
  const { act, points, look } = await start({ a: 25, poor: 9 })
  expect(await act('a', 'wake', 'join')).toMatchObject({
    ok: true,
    result: { date: '2026-12-01', opens: Date.parse(morning('05:00:00')), closes: Date.parse(morning('08:00:00')) },
    state: { points: 15, joining: { people: 1, pool: 10, joined: true }, checking: null },
  })
  expect((await act('a', 'wake', 'join')).reason).toBe('already')
  expect((await act('poor', 'wake', 'join')).reason).toBe('points')
  expect([points('a'), points('poor')]).toEqual([15, 9])
  expect(await look('poor', 'wake')).toMatchObject({ joining: { people: 1, joined: false } })
})

it('lets people check in within the window, ranks them by time, and shares the pool among them when it is over', async () => {
  const { act, look, set, points, activities } = await start({ a: 10, b: 10, c: 10, d: 10, e: 10 })
  for (const name of ['a', 'b', 'c', 'd', 'e']) await act(name, 'wake', 'join')
  set(morning('04:59:59'))
  expect((await act('a', 'wake', 'checkIn')).reason).toBe('early')
  set(morning('05:00:00'))
  expect((await act('stranger', 'wake', 'checkIn')).reason).toBe('invalid')
  for (const [index, name] of ['c', 'a', 'e'].entries())
    expect(await act(name, 'wake', 'checkIn')).toMatchObject({ ok: true, result: { rank: index + 1 } })
  expect((await act('c', 'wake', 'checkIn')).reason).toBe('already')
  await activities.settle()
  expect(points('c')).toBe(0)
  set(morning('08:00:00'))
  expect((await act('b', 'wake', 'checkIn')).reason).toBe('late')
  expect(await look('a', 'wake')).toMatchObject({
    points: 17,
    checking: { settled: true, share: 17, rank: 2, came: 3, pool: 50, ranking: [{ who: 'c***', rank: 1 }, {}, {}] },
  })
  await activities.settle()
  expect(['c', 'a', 'e', 'b', 'd'].map(points)).toEqual([17, 17, 16, 0, 0])
  expect(await look('b', 'wake')).toMatchObject({ checking: { share: 0, checkedIn: false } })
})

it('gives everybody the stake back where nobody came', async () => {
  const { act, look, set, points, activities } = await start({ a: 10, b: 12 })
  await act('a', 'wake', 'join')
  await act('b', 'wake', 'join')
  set(morning('09:00:00'))
  await activities.settle()
  expect([points('a'), points('b')]).toEqual([10, 12])
  expect(await look('b', 'wake')).toMatchObject({ checking: { settled: true, share: 10 } })
})

it('keeps all points in the world, whoever joins, comes, and asks again, and however often it settles', async () => {
  const step = fc.record({
    who: fc.integer({ min: 0, max: 7 }),
    what: fc.constantFrom('join', 'checkIn', 'settle', 'wait'),
    hours: fc.integer({ min: 1, max: 9 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const people = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`p${index}`, 5 + index * 5]))
      const made = await start(people)
      let now = Date.parse(day)
      for (const { who, what, hours } of steps) {
        if (what === 'wait') made.set((now += hours * 3_600_000))
        else if (what === 'settle') await made.activities.settle()
        else await made.act(`p${who}`, 'wake', what)
        for (const name of Object.keys(people)) expect(made.points(name)).toBeGreaterThanOrEqual(0)
      }
      made.set(now + 3 * 86_400_000)
      await made.activities.settle()
      const sum = (values: number[]) => values.reduce((total, one) => total + one, 0)
      expect(sum(Object.keys(people).map(made.points))).toBe(sum(Object.values(people)))
      await open.pop()!.activities.close()
    }),
    { numRuns: 60 },
  )
})
