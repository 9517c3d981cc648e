import { afterEach, expect, it } from 'vitest'
import { type Desk, desk } from '../../testing/desk.js'

let open: Desk
afterEach(() => open.activities.close())

it('counts one vote a person, and keeps options that people have voted for', async () => {
  open = desk('2026-12-01T10:00:00Z')
  const { activities, act, look } = open
  await activities.define('v', { kind: 'vote', options: ['apple', 'grape', 'pear'] })
  expect(await act('a', 'v', 'vote', { option: 'grape' })).toMatchObject({ ok: true, result: { option: 'grape' } })
  expect((await act('a', 'v', 'vote', { option: 'apple' })).reason).toBe('already')
  expect((await act('b', 'v', 'vote', { option: 'stone' })).reason).toBe('invalid')
  await act('b', 'v', 'vote', { option: 'grape' })
  await act('c', 'v', 'vote', { option: 'apple' })
  expect(await look('b', 'v')).toMatchObject({
    options: [
      { name: 'apple', votes: 1 },
      { name: 'grape', votes: 2 },
      { name: 'pear', votes: 0 },
    ],
    total: 3,
    voted: 'grape',
  })
  await expect(activities.define('v', { kind: 'vote', options: ['apple'] })).rejects.toMatchObject({
    problems: [{ path: 'options', message: 'options must keep what people have voted for: grape' }],
  })
  await activities.define('v', { kind: 'vote', options: ['grape', 'apple'] })
  expect(activities.claims('v', 1, 1)).toMatchObject([{ person: 'user b', option: 'grape' }])
})
