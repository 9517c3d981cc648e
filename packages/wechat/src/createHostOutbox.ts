import type { OutboxStore, Row, SavedVisitor } from '@qianmian/core'
import type { Host } from './Host.js'
import { readSegment, type Segment, writeSegment } from './segment.js'

/** A segment takes rows until its texts have so many characters: far from 1 MB, and quick to write again. */
const FULL = 40_000

/**
 * The outbox in the host's storage, as a log in segments, each under a key that ends with its first `seq`. The calls that
 * wait are used, since only they have written when they return. One key is written at once or not at all, so what belongs
 * together stands under one: the last segment, which is never removed, carries the last `seq` and the visitor's state.
 */
export function createHostOutbox(host: Host, prefix: string): OutboxStore {
  /** The first `seq` of every segment, in order. */
  function firsts(): number[] {
    const found: number[] = []
    for (const key of host.getStorageInfoSync().keys)
      if (key.slice(0, prefix.length) === prefix) found.push(+key.slice(prefix.length))
    return found.sort((a, b) => a - b)
  }

  const read = (first: number) => readSegment(first, host.getStorageSync(prefix + first))
  const write = (segment: Segment) => host.setStorageSync(prefix + segment.first, writeSegment(segment))

  function last(all = firsts()): Segment {
    return all[0] ? read(all[all.length - 1]!) : { first: 1, last: 0, visitor: null, rows: [] }
  }

  /** The oldest rows behind `after`. */
  function rowsAfter(after: number, limit: number): Row[] {
    const all = firsts()
    const rows: Row[] = []
    for (let i = 0; i < all.length && rows.length < limit; i++)
      if (!(all[i + 1]! - 1 <= after)) for (const row of read(all[i]!).rows) if (row.seq > after) rows.push(row)
    return rows.slice(0, limit)
  }

  return {
    append: (events, visitor) =>
      attempt(() => {
        let segment = last()
        const { last: before, visitor: old } = segment
        const full: Segment[] = []
        let size = length(segment.rows)
        for (const event of events) {
          if (size > FULL) {
            write(segment)
            full.push(segment)
            segment = { ...segment, first: segment.last + 1, rows: [] }
            size = 0
          }
          size += event.text.length
          segment.rows.push({ ...event, seq: ++segment.last })
        }
        segment.visitor = saved(visitor, old, before, segment.last)
        if (events.length || segment.visitor !== old) write(segment)
        // Only the last segment's state counts; until here, the one before was the last.
        for (const { first, visitor, ...rest } of full) if (visitor) write({ ...rest, first, visitor: null })
        return segment.last
      }),
    peek: (after, limit) => attempt(() => rowsAfter(after, limit)),
    acknowledge: (seqs) =>
      attempt(() => {
        const gone = new Set(seqs)
        const all = firsts()
        all.forEach((first, i) => {
          const next = all[i + 1]
          if (!seqs.some((seq) => seq >= first && !(seq >= next!))) return
          const segment = read(first)
          segment.rows = segment.rows.filter(({ seq }) => !gone.has(seq))
          if (segment.rows[0] || !next) write(segment)
          else host.removeStorageSync(prefix + first)
        })
      }),
    load: (after) =>
      attempt(() => {
        const { visitor } = last()
        return { visitor, rows: rowsAfter(Math.min(after, visitor ? visitor.watermark : 0), 1e9) }
      }),
    clear: () =>
      attempt(() => {
        const all = firsts()
        if (!all[0]) return
        write({ ...last(all), visitor: null, rows: [] })
        for (const first of all.slice(0, -1)) host.removeStorageSync(prefix + first)
      }),
  }
}

/** The state to store with rows up to `last`: the new one, unless it lacks rows up to `before`. */
function saved(
  visitor: SavedVisitor | null | undefined,
  old: SavedVisitor | null,
  before: number,
  last: number,
): SavedVisitor | null {
  if (visitor === null) return null
  return visitor?.watermark === before ? { state: visitor.state, watermark: last } : old
}

function length(rows: readonly Row[]): number {
  return rows.reduce((sum, { text }) => sum + text.length, 0)
}

/** At once, and what it throws rejects. */
function attempt<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()))
}
