import type { Key, Records } from './records.js'

/** Records with changes that are not made yet. */
export interface Draft extends Records {
  /** Makes them. */
  apply(): void
}

/**
 * Holds back what is written until all of it is known to be wanted: what fails halfway has written nothing. Reading by key
 * sees the changes; a range sees them not, so whoever writes keys of a range reads it first.
 */
export function draft(records: Records): Draft {
  const changes = new Map<string, { key: Key; value: unknown }>()
  const change = (key: Key, value: unknown) => void changes.set(JSON.stringify(key), { key, value })
  return {
    get<T>(key: Key) {
      const changed = changes.get(JSON.stringify(key))
      return changed ? (changed.value as T | undefined) : records.get<T>(key)
    },
    put: change,
    remove: (key) => change(key, undefined),
    range: (prefix, options) => records.range(prefix, options),
    apply() {
      for (const { key, value } of changes.values())
        if (value === undefined) records.remove(key)
        else records.put(key, value)
    },
  }
}
