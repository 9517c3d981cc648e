import { afterEach, expect, it } from 'vitest'
import { type Desk, desk } from '../../testing/desk.js'

let open: Desk
afterEach(() => open.activities.close())

const tiers = [
  { seconds: 60, points: 5 },
  { seconds: 180, points: 20 },
]

it('pays each tier once, into the points', async () => {
  open = desk('2026-12-12T20:00:00Z')
  const { activities, act, points } = open
  await activities.define('r', { kind: 'reward', tiers })
  expect(await act('a', 'r', 'claim', { seconds: 180 })).toMatchObject({ ok: true, result: { points: 20 } })
  expect((await act('a', 'r', 'claim', { seconds: 180 })).reason).toBe('already')
  for (const value of [{ seconds: 61 }, {}, null, 60, [60]])
    expect((await act('a', 'r', 'claim', value)).reason).toBe('invalid')
  expect(await act('a', 'r', 'claim', { seconds: 60 })).toMatchObject({
    state: { points: 25, tiers: [{ claimed: true }, { claimed: true }] },
  })
  expect(points('a')).toBe(25)
})

it('pays only for watched time that is recorded, where it can check', async () => {
  let watched = 59.9
  open = desk('2026-12-12T20:00:00Z', {
    watched: async ({ id }, room) => (id === 'user a' && room === '8801' ? watched : 0),
  })
  const { activities, act } = open
  await activities.define('r', { kind: 'reward', tiers, verify: true, room: '8801' })
  expect((await act('a', 'r', 'claim', { seconds: 60 })).reason).toBe('early')
  watched = 60
  expect((await act('b', 'r', 'claim', { seconds: 60 })).reason).toBe('early')
  expect((await act('a', 'r', 'claim', { seconds: 60 })).ok).toBe(true)
})
