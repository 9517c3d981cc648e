import { afterEach, expect, it } from 'vitest'
import { type Desk, desk } from '../../testing/desk.js'
import { memoryRecords } from '../../testing/memoryRecords.js'
import { drawWinners } from '../drawWinners.js'

let open: Desk
afterEach(() => open.activities.close())

const definition = {
  kind: 'lottery',
  drawsAt: '2026-12-12T21:00:00Z',
  prizes: [
    { name: 'first', count: 1, code: 'GOLD' },
    { name: 'second', count: 2 },
  ],
}

it('draws at its time, once, by a seed from which anybody can draw again', async () => {
  open = desk('2026-12-12T20:00:00Z')
  const { activities, act, look, set, rows } = open
  await activities.define('l', definition)
  for (let index = 0; index < 10; index++) await act(`u${index}`, 'l', 'enter')
  expect((await act('u3', 'l', 'enter')).reason).toBe('already')
  await activities.settle()
  expect(await look('u3', 'l')).toMatchObject({ entered: true, entries: 10, drawn: false, prize: null, winners: [] })

  set('2026-12-12T21:00:00Z')
  expect((await act('late', 'l', 'enter')).reason).toBe('late')
  const state = await look('u3', 'l')
  expect(state).toMatchObject({ drawn: true, entries: 10, winners: [{ prize: 'first' }, { prize: 'second' }, {}] })
  const { seed, winners } = activities.read('l')!.totals as { seed: string; winners: number[] }
  expect(winners).toEqual(drawWinners(seed, 10, 3))
  const won = await look(`u${winners[0]}`, 'l')
  expect(won.prize).toEqual({ name: 'first', code: 'GOLD' })

  await activities.settle()
  expect(await look('u3', 'l')).toEqual(state)
  await expect.poll(() => rows.length).toBe(13)
  expect(rows.slice(10).map(({ user_id, properties }) => [user_id, JSON.parse(properties).prize])).toEqual(
    winners.map((winner, index) => [`u${winner}`, index ? 'second' : 'first']),
  )
  await expect(activities.define('l', { ...definition, drawsAt: '2026-12-13T21:00:00Z' })).rejects.toMatchObject({
    status: 409,
    problems: [{ path: 'drawsAt' }],
  })
})

it('draws again none of it when the commit of the draw fails, and all of it then', async () => {
  let failing = false
  const records = memoryRecords(async () => {
    if (failing) throw new Error('disk full')
  })
  open = desk('2026-12-12T20:00:00Z', {}, records, () => {})
  const { activities, act, look, set } = open
  await activities.define('l', definition)
  for (const name of ['a', 'b', 'c', 'd']) await act(name, 'l', 'enter')
  set('2026-12-12T21:00:00Z')
  failing = true
  await expect(activities.settle()).rejects.toMatchObject({ status: 503 })
  failing = false
  await activities.settle()
  const prizes = await Promise.all(['a', 'b', 'c', 'd'].map(async (name) => (await look(name, 'l')).prize))
  expect(prizes.filter(Boolean)).toHaveLength(3)
})

it('draws everybody where there are more prizes than people, and nobody where nobody came', async () => {
  open = desk('2026-12-12T20:00:00Z')
  const { activities, act, look, set } = open
  await activities.define('few', definition)
  await activities.define('none', definition)
  await act('a', 'few', 'enter')
  set('2026-12-13T00:00:00Z')
  expect(await look('a', 'few')).toMatchObject({ drawn: true, prize: { name: 'first' } })
  expect(await look('a', 'none')).toMatchObject({ drawn: true, prize: null, winners: [] })
})
