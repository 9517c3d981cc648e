import type { OutboxStore } from '@qianmian/core'
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

  async function open(): Promise<IDBDatabase> {
    const request = indexedDB.open(database)
    request.onupgradeneeded = () => request.result.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true })
    const db = await promisifyRequest(request)
    db.onclose = () => {
      opened = undefined
    }
    return db
  }

  /** Makes one transaction. Resolves, with the answer to what `run` asked, when it is complete. */
  async function use<T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T> | void): Promise<T> {
    try {
      opened ??= open()
      const transaction: Transaction = (await opened).transaction('outbox', mode)
      const request = run(transaction.objectStore('outbox'))
      if (request) transaction.commit?.()
      return promisifyRequest(transaction).then(() => request?.result as T)
    } catch (cause) {
      // A connection that the browser has closed does not come back.
      opened = undefined
      throw cause
    }
  }

  const change = (run: (store: IDBObjectStore) => IDBRequest) => use('readwrite', run)

  return {
    append: (events) => change((store) => store.put({ events })),
    // Numbers only: names sort behind all of them.
    peek: (after, limit) => use('readonly', (store) => store.getAll(IDBKeyRange.bound(after, 1e15, true), limit)),
    acknowledge: (rows) =>
      use('readwrite', (store) => {
        for (const row of rows) {
          const known = store.getKey(row.seq)
          known.onsuccess = () => known.result && (row.events[0] ? store.put(row) : store.delete(row.seq))
        }
      }),
    load: async () => (await use('readonly', (store) => store.get(STATE)))?.state ?? null,
    save: (state) => change((store) => (state === null ? store.delete(STATE) : store.put({ seq: STATE, state }))),
    clear: () => change((store) => store.clear()),
  }
}
