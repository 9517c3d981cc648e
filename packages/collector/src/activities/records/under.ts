import type { Key, Records } from './records.js'

/** The records whose keys begin with `prefix`, by the rest of their keys. */
export function under(records: Records, prefix: Key): Records {
  return {
    get: (key) => records.get([...prefix, ...key]),
    put: (key, value) => records.put([...prefix, ...key], value),
    remove: (key) => records.remove([...prefix, ...key]),
    range: <T>(key: Key, options?: { from?: string | number; limit?: number }) =>
      records
        .range<T>([...prefix, ...key], options)
        .map((found) => ({ key: found.key.slice(prefix.length), value: found.value })),
  }
}
