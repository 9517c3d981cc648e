import type { OutboxStore, Row, SavedVisitor, StoredEvent } from '@qianmian/core'
import { promisifyRequest } from 'idb-keyval'

/** What can be committed without waiting for an answer: older browsers commit when all is answered. */
type Transaction = IDBTransaction & { commit?(): void }

/**
 * The outbox in IndexedDB: rows under the numbers that the store gives, the visitor's state under a name. A row is
 * written and committed in the task of the call, without a question first, so that no end of the page comes between.
 */
export function createBrowserOutbox(database: string): OutboxStore {
  let opened: Promise<IDBDatabase> | undefined

  function open(): Promise<IDBDatabase> {
    if (opened) return opened
    const forget = () => {
      opened = undefined
    }
    const request = indexedDB.open(database)
    request.onupgradeneeded = () => request.result.createObjectStore('outbox', { autoIncrement: true })
    opened = promisifyRequest(request)
    opened.then((db) => {
      db.onclose = forget
    }, forget)
    return opened
  }

  async function use<T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => T | Promise<T>): Promise<T> {
    const db = await open()
    try {
      return run(db.transaction('outbox', mode).objectStore('outbox'))
    } catch (cause) {
      // A connection that the browser has closed does not come back.
      opened = undefined
      throw cause
    }
  }

  /** Makes changes in one transaction. Resolves when it is complete. */
  async function change(run: (store: IDBObjectStore) => void): Promise<void> {
    await use('readwrite', (store) => {
      run(store)
      return promisifyRequest(store.transaction)
    })
  }

  /** The newest row, or the newest that the state contains. */
  async function newest(store: IDBObjectStore): Promise<number> {
    const [row, visitor] = await Promise.all([
      promisifyRequest(store.openKeyCursor(rowsAfter(0), 'prev')),
      promisifyRequest<SavedVisitor | undefined>(store.get('visitor')),
    ])
    return Math.max((row?.key as number | undefined) ?? 0, visitor?.watermark ?? 0)
  }

  return {
    async append(events, visitor) {
      let row: IDBRequest<IDBValidKey> | undefined
      const added =
        events.length &&
        change((store) => {
          row = store.put(events)
          const transaction: Transaction = store.transaction
          transaction.commit?.()
        })
      // Asked for at once, so that what is called later comes later.
      const saved =
        visitor !== undefined || !added
          ? use('readwrite', async (store) => {
              const done = promisifyRequest(store.transaction)
              const last = await newest(store)
              const seq = (row?.result as number | undefined) ?? Math.max(last, visitor?.watermark ?? 0)
              if (visitor === null) store.delete('visitor')
              else if (last <= seq && visitor?.watermark === (row ? seq - 1 : seq))
                store.put({ ...visitor, watermark: seq }, 'visitor')
              await done
              return seq
            })
          : undefined
      const [, seq] = await Promise.all([added, saved])
      return seq ?? (row!.result as number)
    },
    peek: (after, limit) => use('readonly', (store) => rowsOf(store, after, limit)),
    acknowledge: (rows) =>
      change((store) => {
        for (const { seq, events } of rows) {
          const row = store.getKey(seq)
          row.onsuccess = () => row.result && (events.length ? store.put(events, seq) : store.delete(seq))
        }
      }),
    load: (after) =>
      use('readonly', async (store) => {
        const visitor = (await promisifyRequest<SavedVisitor | undefined>(store.get('visitor'))) ?? null
        return { visitor, rows: await rowsOf(store, Math.min(after, visitor?.watermark ?? 0)) }
      }),
    clear: () =>
      change((store) => {
        store.delete(rowsAfter(0))
        store.delete('visitor')
      }),
  }
}

async function rowsOf(store: IDBObjectStore, after: number, limit?: number): Promise<Row[]> {
  const range = rowsAfter(after)
  const [seqs, rows] = await Promise.all([
    promisifyRequest(store.getAllKeys(range, limit)),
    promisifyRequest<StoredEvent[][]>(store.getAll(range, limit)),
  ])
  return rows.map((events, i) => ({ seq: seqs[i] as number, events }))
}

/** Numbers only: names sort behind all of them. */
function rowsAfter(seq: number): IDBKeyRange {
  return IDBKeyRange.bound(seq, Number.POSITIVE_INFINITY, true)
}
