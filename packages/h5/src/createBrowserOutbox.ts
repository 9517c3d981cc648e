import type { OutboxStore, Row, SavedVisitor } from '@qianmian/core'
import { createStore, promisifyRequest, type UseStore } from 'idb-keyval'

/**
 * The outbox in IndexedDB: rows under their `seq`, the last `seq` that was given and the visitor's state under names.
 * Whoever appends reads and writes the last `seq` in one transaction, so tabs never give one twice.
 */
export function createBrowserOutbox(database: string): OutboxStore {
  let opened: UseStore | undefined
  const use: UseStore = (mode, run) => (opened ??= createStore(database, 'outbox'))(mode, run)

  /** Makes changes in one transaction. Resolves when it is complete. */
  function change(run: (store: IDBObjectStore) => void): Promise<void> {
    return use('readwrite', (store) => {
      run(store)
      return promisifyRequest(store.transaction)
    })
  }

  return {
    async append(events, visitor) {
      let seq = 0
      await change((store) => {
        const last = store.get('seq')
        last.onsuccess = () => {
          const before = (seq = last.result ?? 0)
          for (const event of events) store.put({ ...event, seq: ++seq }, seq)
          if (events[0]) store.put(seq, 'seq')
          if (visitor === null) store.delete('visitor')
          else if (visitor?.watermark === before) store.put({ ...visitor, watermark: seq }, 'visitor')
        }
      })
      return seq
    },
    async peek(after, limit) {
      return use('readonly', (store) => promisifyRequest<Row[]>(store.getAll(rowsAfter(after), limit)))
    },
    async acknowledge(seqs) {
      await change((store) => {
        for (const seq of seqs) store.delete(seq)
      })
    },
    async load(after) {
      return use('readonly', async (store) => {
        const visitor = (await promisifyRequest<SavedVisitor | undefined>(store.get('visitor'))) ?? null
        const rows = store.getAll(rowsAfter(Math.min(after, visitor?.watermark ?? 0)))
        return { visitor, rows: await promisifyRequest<Row[]>(rows) }
      })
    },
    async clear() {
      await change((store) => {
        store.delete(rowsAfter(0))
        store.delete('visitor')
      })
    },
  }
}

/** Numbers only: names sort behind all of them. */
function rowsAfter(seq: number): IDBKeyRange {
  return IDBKeyRange.bound(seq, Number.POSITIVE_INFINITY, true)
}
