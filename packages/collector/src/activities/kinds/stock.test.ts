import { afterEach, expect, it } from 'vitest'
import { type Desk, desk } from '../../testing/desk.js'

let open: Desk
afterEach(() => open.activities.close())

const start = () => (open = desk('2026-12-12T20:00:00Z'))

it('gives a code to those who come first, each once, and tells others that nothing is left', async () => {
  const { activities, act, look } = start()
  await activities.define('c', { kind: 'stock', total: 2, codes: ['one', 'two', 'three'] })
  const [a, b, c] = [await act('a', 'c', 'claim'), await act('b', 'c', 'claim'), await act('c', 'c', 'claim')]
  expect(a).toMatchObject({ ok: true, result: { code: 'one' }, state: { total: 2, left: 1, claimed: { code: 'one' } } })
  expect(b).toMatchObject({ ok: true, result: { code: 'two' }, state: { left: 0 } })
  expect(c).toMatchObject({ ok: false, reason: 'gone', state: { left: 0, claimed: null } })
  expect(await act('a', 'c', 'claim')).toMatchObject({ ok: false, reason: 'already' })
  expect(await look('a', 'c')).toEqual({
    kind: 'stock',
    opens: null,
    closes: null,
    stopped: false,
    total: 2,
    left: 0,
    claimed: { code: 'one', at: Date.parse('2026-12-12T20:00:00Z') },
  })
  expect(activities.claims('c', 0, 10)).toMatchObject([
    { person: 'user a', code: 'one' },
    { person: 'user b', code: 'two' },
  ])
})

it('gives nothing before it opens, from when it closes, and while it is stopped', async () => {
  const { activities, act, set } = start()
  const definition = {
    kind: 'stock',
    total: 9,
    code: 'X',
    opens: '2026-12-12T20:00:01Z',
    closes: '2026-12-12T20:00:02Z',
  }
  await activities.define('c', definition)
  expect((await act('a', 'c', 'claim')).reason).toBe('early')
  set('2026-12-12T20:00:01Z')
  expect((await act('a', 'c', 'claim')).ok).toBe(true)
  await activities.define('c', { ...definition, stopped: true })
  expect((await act('b', 'c', 'claim')).reason).toBe('closed')
  await activities.define('c', definition)
  set('2026-12-12T20:00:02Z')
  expect((await act('b', 'c', 'claim')).reason).toBe('late')
})

it('takes more stock later, and never codes in another order than people have them', async () => {
  const { activities, act } = start()
  await activities.define('c', { kind: 'stock', total: 1, codes: ['one'] })
  await act('a', 'c', 'claim')
  await expect(activities.define('c', { kind: 'stock', total: 2, codes: ['two', 'one'] })).rejects.toMatchObject({
    status: 409,
    problems: [{ path: 'codes.0', message: expect.stringContaining('add new ones at the end') }],
  })
  await activities.define('c', { kind: 'stock', total: 2, codes: ['one', 'two'] })
  expect(await act('b', 'c', 'claim')).toMatchObject({ ok: true, result: { code: 'two' } })
  await expect(activities.define('c', { kind: 'vote', options: ['x'] })).rejects.toMatchObject({ status: 409 })
  expect(activities.read('c')).toMatchObject({ definition: { total: 2, codes: 2 }, totals: { taken: 2, left: 0 } })
})

it('keeps the codes that are stored where a new definition says their number', async () => {
  const { activities, act } = start()
  await activities.define('c', { kind: 'stock', total: 2, codes: ['one', 'two'] })
  const { definition } = activities.read('c')!
  await activities.define('c', { ...definition, stopped: true })
  expect((await act('a', 'c', 'claim')).reason).toBe('closed')
  await activities.define('c', definition)
  expect((await act('a', 'c', 'claim')).result).toEqual({ code: 'one' })
  await expect(activities.define('c', { ...definition, codes: 3 })).rejects.toMatchObject({
    problems: [{ message: 'codes must be a list, or 2, the number of those that are stored' }],
  })
  await expect(activities.define('c', { ...definition, total: 3 })).rejects.toMatchObject({
    problems: [{ message: 'codes must be at least 3, as total says; these are 2' }],
  })
  await expect(activities.define('new', { kind: 'stock', total: 1, codes: 1 })).rejects.toMatchObject({ status: 409 })
})
