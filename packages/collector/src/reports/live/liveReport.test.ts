import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toRow } from '../../ingest/toRow.js'
import type { SentEvent } from '../../ingest/validateBatch.js'
import { chdbStore } from '../../store/chdbStore.js'
import type { EventStore } from '../../store/eventStore.js'
import { countRoom } from '../../testing/countRoom.js'
import { generateRoom } from '../../testing/generateRoom.js'
import { liveReport } from './liveReport.js'
import { liveRooms } from './liveRooms.js'

const folder = mkdtempSync(join(tmpdir(), 'qianmian-live-'))
const start = Date.parse('2026-12-12T12:00:20Z')
let store: EventStore

beforeAll(async () => {
  store = await chdbStore(folder)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function fill(events: readonly SentEvent[]): Promise<void> {
  await store.query('TRUNCATE TABLE events')
  const rows = events.map(toRow(undefined, start + 86_400_000))
  // Copies of an event in two inserts, which wait to be merged.
  await store.insert(rows.filter((_, index) => index % 2))
  await store.insert(rows.filter((_, index) => index % 2 === 0))
}

describe.each([1, 2, 3])('a broadcast made from seed %i', (seed) => {
  it.each(['live', 'replay'])('is reported in mode %s as it is counted an event after the other', async (mode) => {
    const { events, room, session } = generateRoom(seed, 60, start, 24)
    await fill(events)
    const broadcast = { room, session, mode }
    const report = (await liveReport(store, broadcast))!
    const windows = report.products.flatMap(({ product, explained }) => explained.map((one) => ({ product, ...one })))
    expect(windows.length).toBeGreaterThan(0)
    const counted = countRoom(events, broadcast, windows)
    expect(report.totals).toEqual(counted.totals)
    expect(report.peak).toEqual(counted.peak)
    expect(report.minutes.length).toBe(counted.minutes.length)
    for (const [index, minute] of counted.minutes.entries()) expect(report.minutes[index]).toMatchObject(minute)
    expect(report.funnel).toEqual(counted.funnel)
    const sold = counted.products.map(({ product, ...phases }) => ({
      product,
      name: expect.stringMatching(/^$|^the /),
      explained: windows.filter((one) => one.product === product).map(({ from, to }) => ({ from, to })),
      ...phases,
    }))
    expect(report.products).toHaveLength(sold.length)
    expect(report.products).toEqual(expect.arrayContaining(sold))
  })
})

it('finds the explanations where the broadcast had them', async () => {
  const { events, room, session } = generateRoom(5, 120, start, 24)
  await fill(events)
  const { products } = (await liveReport(store, { room, session, mode: 'live' }))!
  const grape = products.find(({ product }) => product === 'grape')!
  expect(grape.explained.map(({ from, to }) => [from - start, to - start])).toEqual([
    [expect.closeTo(5000, -5), expect.closeTo(350_000, -5)],
    [expect.closeTo(1_085_000, -5), expect.closeTo(1_430_000, -5)],
  ])
  expect(products.find(({ product }) => product === 'pear')).toMatchObject({ explained: [], during: { exposed: 0 } })
})

it('takes the moment in which an explanation begins for a part of it, and the one in which it ends for after', async () => {
  const live = { room: 'r', mode: 'live' }
  const at = (ms: number) => new Date(start + ms).toISOString()
  const act = (messageId: string, ms: number, event: string, properties: Record<string, unknown>) =>
    ({
      type: 'track',
      messageId,
      anonymousId: messageId,
      timestamp: at(ms),
      event,
      properties,
      context: { live },
    }) as const
  const viewed = [59_999, 60_000, 89_999, 90_000].map((ms) => act(`v${ms}`, ms, 'Product Viewed', { product_id: 'p' }))
  await fill([
    act('e', 90_000, 'Live Product Explained', { ...live, product_id: 'p', from: at(60_000), to: at(90_000) }),
    ...viewed,
  ])
  const { products } = (await liveReport(store, { room: 'r', mode: 'live' }))!
  expect(products).toMatchObject([
    { product: 'p', all: { exposed: 4 }, before: { exposed: 1 }, during: { exposed: 2 }, after: { exposed: 1 } },
  ])
})

it('lists the broadcasts, and knows nothing of others', async () => {
  const { events } = generateRoom(1, 30, start, 10)
  await fill(events)
  const rooms = await liveRooms(store)
  expect(rooms.map(({ room, session, mode }) => `${room} ${session} ${mode}`).sort()).toEqual([
    '8801 s0 live',
    '8801 s1 live',
    '8801 s1 replay',
  ])
  expect(await liveReport(store, { room: `8801' OR 1 = 1`, mode: 'live' })).toBeNull()
})

it('tells a long one in longer steps', async () => {
  const { events, room } = generateRoom(1, 30, start, 60 * 20)
  await fill(events)
  const report = (await liveReport(store, { room, mode: 'live' }))!
  expect(report.step).toBe(300_000)
  expect(report.minutes.length).toBeLessThanOrEqual(480)
  expect(report.minutes.reduce((sum, { likes }) => sum + likes, 0)).toBe(report.totals.likes)
})

it('lists no broadcast that cannot be asked for, and tells one that an old clock makes decades long in few steps', async () => {
  const entered = (messageId: string, at: number, mode: string) => ({
    type: 'track' as const,
    event: 'Live Room Entered',
    messageId,
    anonymousId: messageId,
    timestamp: new Date(at).toISOString(),
    properties: { room: 'r', mode },
  })
  await fill([entered('now', start, 'live'), entered('then', 0, 'live'), entered('odd', start, '__proto__')])
  expect(await liveRooms(store)).toMatchObject([{ room: 'r', mode: 'live', viewers: 2 }])
  const { minutes, step } = (await liveReport(store, { room: 'r', mode: 'live' }))!
  expect(minutes.length).toBeLessThanOrEqual(480)
  expect(step % 86_400_000).toBe(0)
  expect(minutes.reduce((sum, { entered }) => sum + entered, 0)).toBe(2)
})
