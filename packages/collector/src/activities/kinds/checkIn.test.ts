import { afterEach, expect, it } from 'vitest'
import { type Desk, desk } from '../../testing/desk.js'

let open: Desk
afterEach(() => open.activities.close())

it('counts dates of its own zone on end, and starts again after a date that was missed', async () => {
  open = desk('2026-12-01T15:59:00Z')
  const { activities, act, look, set, points } = open
  await activities.define('d', {
    kind: 'checkIn',
    tz: 'Asia/Shanghai',
    points: 5,
    bonuses: [{ streak: 3, points: 10 }],
  })
  expect(await act('a', 'd', 'checkIn')).toMatchObject({ ok: true, result: { streak: 1, points: 5 } })
  expect((await act('a', 'd', 'checkIn')).reason).toBe('already')
  set('2026-12-01T16:00:00Z')
  expect(await look('a', 'd')).toMatchObject({ date: '2026-12-02', checkedIn: false, streak: 1 })
  expect(await act('a', 'd', 'checkIn')).toMatchObject({ ok: true, result: { streak: 2, points: 5 } })
  set('2026-12-03T10:00:00Z')
  expect(await act('a', 'd', 'checkIn')).toMatchObject({ result: { streak: 3, points: 15 }, state: { points: 25 } })
  set('2026-12-05T10:00:00Z')
  expect(await look('a', 'd')).toMatchObject({ streak: 0, days: 3 })
  expect(await act('a', 'd', 'checkIn')).toMatchObject({ result: { streak: 1 }, state: { days: 4 } })
  expect(points('a')).toBe(30)
  set('2026-12-04T10:00:00Z')
  expect((await act('a', 'd', 'checkIn')).reason).toBe('already')
})
