import { Refusal } from '../problem.js'
import type { EventRow } from '../store/eventRow.js'
import type { EventStore } from '../store/eventStore.js'

/** What became of a request's events. */
export interface Receipt {
  /** All that were taken, the duplicates included. */
  accepted: number
  /** Those of them that this store or this request held already. */
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

interface Waiting {
  readonly rows: readonly EventRow[]
  resolve(receipt: Receipt): void
  reject(error: unknown): void
}

/**
 * Group commit: while one insert runs, requests gather, and the next insert takes them all. A lone request waits for
 * nobody, and a thousand small ones at once cost a few inserts.
 * @param stored told about rows that are new, after they are on disk
 */
export function createIngest(
  store: EventStore,
  limit: number,
  stored: (rows: readonly EventRow[]) => void,
  onError: (error: unknown) => void,
): Ingest {
  let waiting: Waiting[] = []
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
      const group = waiting
      waiting = []
      await write(group)
      for (const { rows } of group) count -= rows.length
    }
    running = null
  }

  async function write(group: readonly Waiting[]): Promise<void> {
    try {
      const known = await findKnown(group.flatMap(({ rows }) => rows.map((row) => row.message_id)))
      const fresh: EventRow[] = []
      const receipts = group.map(({ rows }) => {
        const before = fresh.length
        for (const row of rows)
          if (!known.has(row.message_id)) {
            known.add(row.message_id)
            fresh.push(row)
          }
        return { accepted: rows.length, duplicates: rows.length - (fresh.length - before) }
      })
      await store.insert(fresh)
      for (const [index, { resolve }] of group.entries()) resolve(receipts[index]!)
      if (fresh.length) stored(fresh)
    } catch (error) {
      onError(error)
      for (const { reject } of group) reject(later('the store did not answer'))
    }
  }

  async function findKnown(ids: readonly string[]): Promise<Set<string>> {
    const found = await store.query<{ message_id: string }>(
      'SELECT DISTINCT message_id FROM events WHERE message_id IN {ids:Array(String)}',
      { ids },
    )
    return new Set(found.map((row) => row.message_id))
  }
}

const later = (reason: string) =>
  new Refusal(503, [{ code: 'unavailable', message: `${reason}: send the batch again in a moment` }], 1)
