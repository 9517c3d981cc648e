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
      const seqs: number[] = []
      await change((store) => {
        const last = store.get('seq')
        last.onsuccess = () => {
          let seq = last.result ?? 0
          for (const event of events) {
            store.put({ seq: ++seq, event }, seq)
            seqs.push(seq)
          }
          if (seqs.length) store.put(seq, 'seq')
          if (visitor !== undefined) store.put({ state: visitor, watermark: seq }, 'visitor')
        }
      })
      return seqs
    },
    async peek(after, limit) {
      return use('readonly', (store) => promisifyRequest<Row[]>(store.getAll(rowsAfter(after), limit)))
    },
    async acknowledge(seqs) {
      await change((store) => {
        for (const seq of seqs) store.delete(seq)
      })
    },
    async load() {
      const saved = await use('readonly', (store) => promisifyRequest<SavedVisitor | undefined>(store.get('visitor')))
      return saved ?? null
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
