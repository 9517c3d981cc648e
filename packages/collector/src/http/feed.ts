import { type StoredEvent, toEvent } from '../reports/toEvent.js'
import type { EventRow } from '../store/eventRow.js'

/** Hands new events to whoever watches, in this process. */
export interface Feed {
  publish(rows: readonly EventRow[]): void
  /** The events from now on, in lots; an empty lot after `idleMs` without any. Ends when the feed closes. */
  watch(idleMs: number, signal: AbortSignal): AsyncGenerator<StoredEvent[]>
  close(): void
}

/** A watcher that reads too slowly loses the oldest events beyond this many: it is a window, the store has them all. */
const most = 500

/** Makes a feed without watchers. */
export function createFeed(): Feed {
  const watchers = new Set<{ lot: StoredEvent[]; wake(): void }>()
  let open = true

  return {
    publish(rows) {
      if (!watchers.size) return
      const events = rows.slice(-most).map(toEvent)
      for (const watcher of watchers) {
        watcher.lot = [...watcher.lot, ...events].slice(-most)
        watcher.wake()
      }
    },
    async *watch(idleMs, signal) {
      const watcher = { lot: [] as StoredEvent[], wake: () => {} }
      const stop = () => watcher.wake()
      watchers.add(watcher)
      signal.addEventListener('abort', stop)
      try {
        while (open && !signal.aborted) {
          if (!watcher.lot.length)
            await new Promise<void>((resolve) => {
              const timer = setTimeout(resolve, idleMs)
              watcher.wake = () => {
                clearTimeout(timer)
                resolve()
              }
            })
          const lot = watcher.lot
          watcher.lot = []
          if (open && !signal.aborted) yield lot
        }
      } finally {
        watchers.delete(watcher)
        signal.removeEventListener('abort', stop)
      }
    },
    close() {
      open = false
      for (const watcher of watchers) watcher.wake()
    },
  }
}
