import type { OutboxStore, Row } from '@qianmian/core'
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
    request.onupgradeneeded = () => request.result.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true })
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
    append: async (events) => (await change((store) => store.put({ events }))).result as number,
    peek: (after, limit) =>
      // Numbers only: names sort behind all of them.
      use('readonly', (store) => promisifyRequest<Row[]>(store.getAll(IDBKeyRange.bound(after, 1e15, true), limit))),
    acknowledge: (rows) =>
      use('readwrite', (store) => {
        for (const row of rows) {
          const known = store.getKey(row.seq)
          known.onsuccess = () => known.result && (row.events[0] ? store.put(row) : store.delete(row.seq))
        }
        return promisifyRequest(store.transaction)
      }),
    load: async () => (await use('readonly', (store) => promisifyRequest(store.get(STATE))))?.state ?? null,
    save: async (state) => {
      await change((store) => (state === null ? store.delete(STATE) : store.put({ seq: STATE, state })))
    },
    clear: async () => {
      await change((store) => store.clear())
    },
  }
}
