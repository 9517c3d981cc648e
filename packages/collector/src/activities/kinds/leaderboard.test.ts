import { afterEach, expect, it } from 'vitest'
import { type Desk, desk } from '../../testing/desk.js'

let open: Desk
afterEach(() => open.activities.close())

it('ranks people by their points, those who are level on one rank, and names only the one who looks', async () => {
  open = desk('2026-12-01T10:00:00Z')
  const { activities, give, look, act } = open
  await activities.define('top', { kind: 'leaderboard', by: 'points', limit: 3 })
  for (const [name, points] of [
    ['alice', 10],
    ['robert', 30],
    ['chunhua', 30],
    ['dora', 5],
    ['alice', 10],
  ] as const)
    await give(name, points)
  const { rows, mine } = await look('dora', 'top')
  expect(mine).toEqual({ rank: 4, score: 5 })
  expect(rows).toEqual([
    { rank: 1, who: expect.stringMatching(/^(r\*\*\*rt|c\*\*\*ua)$/), score: 30, me: false },
    { rank: 1, who: expect.stringMatching(/^(r\*\*\*rt|c\*\*\*ua)$/), score: 30, me: false },
    { rank: 3, who: 'a***ce', score: 20, me: false },
  ])
  expect(await look('stranger', 'top')).toMatchObject({ mine: null })
  expect(await act('alice', 'top', 'win')).toMatchObject({ ok: false, reason: 'unknown' })
})

it('asks the events for anything else', async () => {
  const asked: unknown[] = []
  open = desk('2026-12-01T10:00:00Z', {
    async scores(question) {
      asked.push(question)
      return [{ person: 'user alice', score: 99.5 }]
    },
  })
  const { activities, look } = open
  const definition = { kind: 'leaderboard', by: 'sum', event: 'Order Completed', prop: 'total', room: '8801' }
  await activities.define('spent', { ...definition, opens: '2026-12-01T00:00:00Z' })
  expect(await look('alice', 'spent')).toMatchObject({ rows: [{ who: 'a***ce', me: true }], mine: { score: 99.5 } })
  expect(asked).toEqual([
    {
      event: 'Order Completed',
      prop: 'total',
      room: '8801',
      from: Date.parse('2026-12-01'),
      to: undefined,
      limit: 1000,
    },
  ])
})
