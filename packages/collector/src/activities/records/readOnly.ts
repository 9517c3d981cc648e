import type { RecordStore, Records } from './records.js'

/** Committed records for whoever only reads: writing them throws. */
export function readOnly(committed: RecordStore['committed']): Records {
  const write = () => {
    throw new Error('[collector] [activities] records are written in a transaction')
  }
  return {
    get: (key) => committed.get(key),
    range: (prefix, options) => committed.range(prefix, options),
    put: write,
    remove: write,
  }
}
