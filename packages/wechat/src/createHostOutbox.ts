import type { OutboxStore, Row, StoredEvent } from '@qianmian/core'
import type { Host } from './Host.js'
import { readSegment, type Segment, writeSegment } from './segment.js'

/** A segment takes events until their texts have so many characters: far from 1 MB, and quick to write again. */
const FULL = 40_000

/**
 * The outbox in the host's storage, as a log in segments, each under a key of its own. The calls that wait are used, since
 * only they have written when they return. One key is written at once or not at all. The last segment, which is never
 * removed, carries the last `seq`; the visitor's state has a key of its own.
 */
export function createHostOutbox(host: Host, prefix: string): OutboxStore {
  const stateKey = `${prefix}state`

  /** The keys of the segments, in their order. */
  function firsts(): number[] {
    const found: number[] = []
    for (const key of host.getStorageInfoSync().keys)
      if (key.slice(0, prefix.length) === prefix && key !== stateKey) found.push(+key.slice(prefix.length))
    return found.sort((a, b) => a - b)
  }

  const read = (first: number) => readSegment(first, host.getStorageSync(prefix + first))
  const write = (segment: Segment) => host.setStorageSync(prefix + segment.first, writeSegment(segment))

  function last(all = firsts()): Segment {
    return all[0] ? read(all[all.length - 1]!) : { first: 1, last: 0, lines: [] }
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
    append: (events) =>
      attempt(() => {
        let segment = last()
        const seq = ++segment.last
        let size = segment.lines.reduce((sum, { text }) => sum + text.length, 0)
        let full = 0
        events.forEach((event, i) => {
          if (size > FULL) {
            if (i) write(segment)
            segment = { first: i ? seq + ++full / 1000 : seq, last: seq, lines: [] }
            size = 0
          }
          size += event.text.length
          segment.lines.push({ ...event, seq })
        })
        write(segment)
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
    load: () => attempt(() => JSON.parse((host.getStorageSync(stateKey) as string) || 'null')),
    save: (state) =>
      attempt(() => {
        if (state === null) host.removeStorageSync(stateKey)
        else host.setStorageSync(stateKey, JSON.stringify(state))
      }),
    clear: () =>
      attempt(() => {
        host.removeStorageSync(stateKey)
        const all = firsts()
        if (!all[0]) return
        write({ ...last(all), lines: [] })
        for (const first of all.slice(0, -1)) host.removeStorageSync(prefix + first)
      }),
  }
}

/** At once, and what it throws rejects. */
function attempt<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()))
}
