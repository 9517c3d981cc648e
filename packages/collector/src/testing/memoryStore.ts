import type { EventRow } from '../store/eventRow.js'
import type { EventStore } from '../store/eventStore.js'

/** A store that keeps its rows in an array, after `before`, which a test may let wait or fail. It answers no query. */
export function memoryStore(before: () => Promise<void> = async () => {}): EventStore & { readonly rows: EventRow[] } {
  const rows: EventRow[] = []
  return {
    rows,
    async insert(block) {
      await before()
      rows.push(...block)
    },
    query: async () => [],
    close: async () => {},
  }
}
