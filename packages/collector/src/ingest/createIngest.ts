import { setTimeout } from 'node:timers/promises'
import type { EventRow } from '../store/eventRow.js'
import type { EventStore } from '../store/eventStore.js'
import { createRecentIds } from './createRecentIds.js'
import { later } from './later.js'

/** What became of a request's events. */
export interface Receipt {
  /** All that were taken, the duplicates included. */
  accepted: number
  /** Those of them that this collector has lately stored, or that the request holds twice. */
  duplicates: number
}

/** The way into the store, shared by all requests. */
export interface Ingest {
  /**
   * Stores the rows and resolves when they are on disk.
   * @throws Refusal 503 when too many wait, or when the store failed: the sender tries again
   */
  add(rows: readonly EventRow[]): Promise<Receipt>
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>
}

/** What an ingest works with. */
export interface IngestParts {
  readonly store: EventStore
  /** Rows that may wait at once. */
  readonly limit: number
  /** From the start of an insert to the start of the next, in ms at least. Default 100. */
  readonly pause?: number
  /** Told about rows that are new, after they are on disk. */
  stored(rows: readonly EventRow[]): void
  onError(error: unknown): void
}

interface Waiting {
  readonly rows: readonly EventRow[]
  resolve(receipt: Receipt): void
  reject(error: unknown): void
}

/** A block of this many rows goes in at once: a larger one would be no cheaper a row. */
const fullBlock = 10_000

/** At 10,000 events a second, half a minute: a sender that got no answer has sent again by then. */
const remembered = 300_000

/**
 * Group commit: a lone request is stored at once; while one insert runs, and until the pause is over, requests gather,
 * and the next insert takes them all. A thousand small ones cost a few inserts, and the store few parts to merge.
 * Copies that come soon are not stored again; those that come later meet the first in the store, which shows one of them.
 */
export function createIngest({ store, limit, pause = 100, stored, onError }: IngestParts): Ingest {
  const recent = createRecentIds(remembered)
  const waiting: Waiting[] = []
  let count = 0
  let running: Promise<void> | null = null

  return {
    add(rows) {
      if (count + rows.length > limit) return Promise.reject(later('too many events wait to be stored'))
      count += rows.length
      return new Promise((resolve, reject) => {
        waiting.push({ rows, resolve, reject })
        running ??= drain()
      })
    },
    idle: async () => running ?? undefined,
  }

  async function drain(): Promise<void> {
    while (waiting.length) {
      const next = performance.now() + pause
      const group = take()
      await write(group)
      for (const { rows } of group) count -= rows.length
      if (count < fullBlock) await setTimeout(next - performance.now())
    }
    running = null
  }

  /** Requests from the front of the queue that fill a block, at least one. */
  function take(): Waiting[] {
    let size = 0
    const end = waiting.findIndex(({ rows }) => (size += rows.length) >= fullBlock)
    return waiting.splice(0, end < 0 ? waiting.length : end + 1)
  }

  async function write(group: readonly Waiting[]): Promise<void> {
    const fresh = new Map<string, EventRow>()
    const receipts = group.map(({ rows }) => {
      const before = fresh.size
      for (const row of rows)
        if (!recent.has(row.message_id) && !fresh.has(row.message_id)) fresh.set(row.message_id, row)
      return { accepted: rows.length, duplicates: rows.length - (fresh.size - before) }
    })
    const rows = [...fresh.values()]
    try {
      await store.insert(rows)
    } catch (error) {
      onError(error)
      for (const { reject } of group) reject(later('the store did not answer'))
      return
    }
    for (const id of fresh.keys()) recent.add(id)
    for (const [index, { resolve }] of group.entries()) resolve(receipts[index]!)
    if (rows.length) stored(rows)
  }
}
