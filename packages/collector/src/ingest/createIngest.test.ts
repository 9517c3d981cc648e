import { expect, it } from 'vitest'
import type { EventRow } from '../store/eventRow.js'
import type { EventStore } from '../store/eventStore.js'
import { row } from '../testing/row.js'
import { createIngest } from './createIngest.js'

/** A store in memory whose inserts end when the test says so. */
function slowStore() {
  const blocks: EventRow[][] = []
  const gates: { open(): void; fail(): void }[] = []
  const store: EventStore = {
    insert: (rows) =>
      new Promise((resolve, reject) => {
        gates.push({
          open: () => {
            blocks.push([...rows])
            resolve()
          },
          fail: () => reject(new Error('disk full')),
        })
      }),
    query: async () => [],
    close: async () => {},
  }
  const gate = async (index: number) => {
    while (!gates[index]) await new Promise((resolve) => setTimeout(resolve))
    return gates[index]
  }
  return { store, blocks, gate }
}

const rows = (...ids: string[]) => ids.map((messageId) => row({ messageId }))

it('gathers requests while an insert runs, and acknowledges none before its own insert has returned', async () => {
  const { store, blocks, gate } = slowStore()
  const ingest = createIngest({ store, limit: 100, pause: 0, stored() {}, onError() {} })
  const done: string[] = []
  const first = ingest.add(rows('1')).then(() => done.push('first'))
  const inserted = await gate(0)
  const others = ['2', '3', '4'].map((id) => ingest.add(rows(id)).then(() => done.push(id)))
  expect(done).toEqual([])
  inserted.open()
  await first
  const second = await gate(1)
  expect(done).toEqual(['first'])
  second.open()
  await Promise.all(others)
  expect(blocks.map((block) => block.map((one) => one.message_id))).toEqual([['1'], ['2', '3', '4']])
})

it('takes what arrives in the very moment that an insert ends', async () => {
  const { store, gate } = slowStore()
  const ingest = createIngest({ store, limit: 100, pause: 0, stored() {}, onError() {} })
  const chained = ingest.add(rows('1')).then(() => ingest.add(rows('2')))
  ;(await gate(0)).open()
  ;(await gate(1)).open()
  expect(await chained).toEqual({ accepted: 1, duplicates: 0 })
  await ingest.idle()
})

it('tells a sender to come back when the store fails, and publishes nothing', async () => {
  const { store, gate } = slowStore()
  const published: unknown[] = []
  const errors: unknown[] = []
  const ingest = createIngest({
    store,
    limit: 100,
    pause: 0,
    stored: (some) => published.push(some),
    onError: (error) => errors.push(error),
  })
  const failed = ingest.add(rows('1')).catch((error) => error)
  ;(await gate(0)).fail()
  expect(await failed).toMatchObject({ status: 503, retryAfter: expect.any(Number) })
  expect([published, String(errors[0])]).toEqual([[], 'Error: disk full'])
  const again = ingest.add(rows('1'))
  ;(await gate(1)).open()
  expect(await again).toEqual({ accepted: 1, duplicates: 0 })
})

it('stores a copy that comes soon no second time, in whatever request', async () => {
  const { store, blocks, gate } = slowStore()
  const ingest = createIngest({ store, limit: 100, pause: 0, stored() {}, onError() {} })
  const first = ingest.add(rows('1', '1'))
  const inserted = await gate(0)
  const others = [ingest.add(rows('1', '2')), ingest.add(rows('2', '3'))]
  inserted.open()
  ;(await gate(1)).open()
  expect(await Promise.all([first, ...others])).toEqual([
    { accepted: 2, duplicates: 1 },
    { accepted: 2, duplicates: 1 },
    { accepted: 2, duplicates: 1 },
  ])
  expect(blocks.map((block) => block.map((one) => one.message_id))).toEqual([['1'], ['2', '3']])
})

it('lets a crowd gather between two inserts, and a lone request wait for nobody', async () => {
  const starts: number[] = []
  const store: EventStore = {
    insert: async () => void starts.push(performance.now()),
    query: async () => [],
    close: async () => {},
  }
  const ingest = createIngest({ store, limit: 100, pause: 60, stored() {}, onError() {} })
  await ingest.add(rows('1'))
  await Promise.all(['2', '3', '4'].map((id) => ingest.add(rows(id))))
  expect(starts).toHaveLength(2)
  expect(starts[1]! - starts[0]!).toBeGreaterThan(55)
})

it('tells a sender to come back when too many events wait', async () => {
  const { store, gate } = slowStore()
  const ingest = createIngest({ store, limit: 2, pause: 0, stored() {}, onError() {} })
  const taken = ingest.add(rows('1', '2'))
  await expect(ingest.add(rows('3'))).rejects.toMatchObject({ status: 503 })
  ;(await gate(0)).open()
  await taken
})
