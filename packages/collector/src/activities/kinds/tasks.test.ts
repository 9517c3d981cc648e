import { afterEach, expect, it } from 'vitest'
import { type Desk, desk } from '../../testing/desk.js'

let open: Desk
afterEach(() => open.activities.close())

it('pays each task so many times a date', async () => {
  open = desk('2026-12-01T10:00:00Z')
  const { activities, act, look, set, points } = open
  const tasks = [
    { name: 'share', points: 2, perDay: 2 },
    { name: '__proto__', points: 1, perDay: 1 },
  ]
  await activities.define('t', { kind: 'tasks', tz: 'UTC', tasks })
  expect(await act('a', 't', 'complete', { task: 'share' })).toMatchObject({ ok: true, result: { points: 2, done: 1 } })
  expect((await act('a', 't', 'complete', { task: 'share' })).ok).toBe(true)
  expect((await act('a', 't', 'complete', { task: 'share' })).reason).toBe('already')
  expect((await act('a', 't', 'complete', { task: '__proto__' })).ok).toBe(true)
  expect((await act('a', 't', 'complete', { task: '__proto__' })).reason).toBe('already')
  expect((await act('a', 't', 'complete', { task: 'toString' })).reason).toBe('invalid')
  set('2026-12-02T00:00:00Z')
  expect(await look('a', 't')).toMatchObject({ points: 5, tasks: [{ name: 'share', done: 0 }, { done: 0 }] })
  expect((await act('a', 't', 'complete', { task: 'share' })).ok).toBe(true)
  expect(points('a')).toBe(7)
})
