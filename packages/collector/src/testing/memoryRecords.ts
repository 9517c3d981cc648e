import type { Key, RecordStore, Records } from '../activities/records/records.js'

/** A record store in memory, which commits after `before`; a test may let that wait, or fail as a full disk would. */
export function memoryRecords(before: () => Promise<void> = async () => {}): RecordStore {
  let kept = new Map<string, { key: Key; value: string }>()
  const over = (map: Map<string, { key: Key; value: string }>): Records => ({
    get: <T>(key: Key) => {
      const found = map.get(JSON.stringify(key))
      return found && (JSON.parse(found.value) as T)
    },
    put: (key, value) => void map.set(JSON.stringify(key), { key, value: JSON.stringify(value) }),
    remove: (key) => void map.delete(JSON.stringify(key)),
    range: <T>(prefix: Key, { from, limit }: { from?: string | number; limit?: number } = {}) =>
      [...map.values()]
        .filter(({ key }) => prefix.every((part, index) => key[index] === part))
        .filter(({ key }) => from === undefined || compare(key[prefix.length]!, from) >= 0)
        .sort((a, b) => compareKeys(a.key, b.key))
        .slice(0, limit)
        .map(({ key, value }) => ({ key, value: JSON.parse(value) as T })),
  })

  return {
    committed: { get: (key) => over(kept).get(key), range: (prefix, options) => over(kept).range(prefix, options) },
    async transact(work) {
      const changed = new Map(kept)
      work(over(changed))
      await before()
      kept = changed
    },
    close: async () => {},
  }
}

function compareKeys(a: Key, b: Key): number {
  for (const [index, part] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    const order = compare(part, other)
    if (order) return order
  }
  return a.length - b.length
}

/** Numbers before text. */
function compare(a: string | number, b: string | number): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
