import type { OutboxStore, Row, SavedVisitor, StoredEvent } from '@qianmian/core'
import type { Host } from './Host.js'
import { readSegment, type Segment, writeSegment } from './segment.js'

/** A segment takes events until their texts have so many characters: far from 1 MB, and quick to write again. */
const FULL = 40_000

/**
 * The outbox in the host's storage, as a log in segments, each under a key of its own. The calls that wait are used, since
 * only they have written when they return. One key is written at once or not at all, so what belongs together stands under
 * one: the last segment, which is never removed, carries the last `seq` and the visitor's state.
 */
export function createHostOutbox(host: Host, prefix: string): OutboxStore {
  /** The keys of the segments, in their order. */
  function firsts(): number[] {
    const found: number[] = []
    for (const key of host.getStorageInfoSync().keys)
      if (key.slice(0, prefix.length) === prefix) found.push(+key.slice(prefix.length))
    return found.sort((a, b) => a - b)
  }

  const read = (first: number) => readSegment(first, host.getStorageSync(prefix + first))
  const write = (segment: Segment) => host.setStorageSync(prefix + segment.first, writeSegment(segment))

  function last(all = firsts()): Segment {
    return all[0] ? read(all[all.length - 1]!) : { first: 1, last: 0, visitor: null, lines: [] }
  }

  /** The oldest rows behind `after`. */
  function rowsAfter(after: number, limit: number): Row[] {
    const all = firsts()
    const rows: { seq: number; events: StoredEvent[] }[] = []
    // One more than asked for: then the last of them is whole.
    for (let i = 0; i < all.length && rows.length <= limit; i++) {
      if (Math.ceil(all[i + 1]!) - 1 <= after) continue
      for (const { seq, ...event } of read(all[i]!).lines) {
        const newest = rows[rows.length - 1]
        if (newest?.seq === seq) newest.events.push(event)
        else if (seq > after) rows.push({ seq, events: [event] })
      }
    }
    return rows.slice(0, limit)
  }

  return {
    append: (events, visitor) =>
      attempt(() => {
        let segment = last()
        const { last: before, visitor: old } = segment
        const seq = before + +!!events.length
        const full: Segment[] = []
        let size = segment.lines.reduce((sum, { text }) => sum + text.length, 0)
        segment.last = seq
        events.forEach((event, i) => {
          if (size > FULL) {
            write(i ? segment : { ...segment, last: before })
            full.push(segment)
            segment = { ...segment, first: i ? seq + full.length / 1000 : seq, lines: [] }
            size = 0
          }
          size += event.text.length
          segment.lines.push({ ...event, seq })
        })
        segment.visitor = saved(visitor, old, before, seq)
        if (events.length || segment.visitor !== old) write(segment)
        // Only the last segment's state counts; until here, the one before was the last.
        for (const one of full) if (one.visitor) write({ ...one, visitor: null })
        return seq
      }),
    peek: (after, limit) => attempt(() => rowsAfter(after, limit)),
    acknowledge: (rows) =>
      attempt(() => {
        const kept = new Map(rows.map(({ seq, events }) => [seq, events.map(({ text }) => text)]))
        const all = firsts()
        all.forEach((first, i) => {
          const next = all[i + 1]
          if (!rows.some(({ seq }) => seq >= Math.floor(first) && !(seq > Math.ceil(next!) - 1))) return
          const segment = read(first)
          const { length } = segment.lines
          segment.lines = segment.lines.filter(({ seq, text }) => kept.get(seq)?.includes(text) ?? true)
          if (segment.lines.length === length) return
          if (segment.lines[0] || !next) write(segment)
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
        write({ ...last(all), visitor: null, lines: [] })
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

/** At once, and what it throws rejects. */
function attempt<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()))
}
