import type { Json, OutboxStore } from '@qianmian/core'
import { promisifyRequest } from 'idb-keyval'

/** What can be committed without waiting for an answer: older browsers commit when all is answered. */
type Transaction = IDBTransaction & { commit?(): void }

const STATE = 'visitor'

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

  /** Makes changes in one transaction. Resolves, with what `run` returned, when it is complete. */
  const change = <T>(run: (store: IDBObjectStore) => T): Promise<T> =>
    use('readwrite', async (store) => {
      const transaction: Transaction = store.transaction
      const result = run(store)
      transaction.commit?.()
      await promisifyRequest(transaction)
      return result
    })

  return {
    append: async (events) => (await change((store) => store.put(events))).result as number,
    peek: (after, limit) =>
      use('readonly', async (store) => {
        const range = rowsAfter(after)
        const [seqs, rows] = await Promise.all([
          promisifyRequest(store.getAllKeys(range, limit)),
          promisifyRequest(store.getAll(range, limit)),
        ])
        return rows.map((events, i) => ({ seq: seqs[i] as number, events }))
      }),
    acknowledge: (rows) =>
      use('readwrite', (store) => {
        for (const { seq, events } of rows) {
          const row = store.getKey(seq)
          row.onsuccess = () => row.result && (events.length ? store.put(events, seq) : store.delete(seq))
        }
        return promisifyRequest(store.transaction)
      }),
    load: async () => (await use('readonly', (store) => promisifyRequest<Json>(store.get(STATE)))) ?? null,
    save: async (state) => {
      await change((store) => (state === null ? store.delete(STATE) : store.put(state, STATE)))
    },
    clear: async () => {
      await change((store) => store.clear())
    },
  }
}

/** Numbers only: names sort behind all of them. */
function rowsAfter(seq: number): IDBKeyRange {
  return IDBKeyRange.bound(seq, Number.POSITIVE_INFINITY, true)
}
