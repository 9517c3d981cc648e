import type { Arrival } from './faultServer.js'

/** What the collector saw of what the pages recorded. */
export interface Tally {
  /** Events that never came, as `tab:n`. */
  readonly lost: readonly string[]
  /** Copies beyond the first of each event. */
  readonly duplicated: number
  /** Messages whose copies differ, or events that came under two ids. */
  readonly conflicting: readonly string[]
  /** Events that first came after a later one of their tab. */
  readonly disordered: readonly string[]
}

/** A flawless tally. */
export const flawless: Tally = { lost: [], duplicated: 0, conflicting: [], disordered: [] }

/**
 * Compares what came with what was recorded: for each tab, so many events with the properties `{ tab, n }`, counted
 * from 0. Duplicates and conflicts are looked for among all events, the SDK's own included.
 */
export function tally(arrivals: readonly Arrival[], recorded: Readonly<Record<string, number>>): Tally {
  const texts = new Map<string, string>()
  const ids = new Map<string, string>()
  const newest = new Map<unknown, number>()
  const conflicting = new Set<string>()
  const disordered: string[] = []
  for (const { event, text } of arrivals) {
    const { messageId, properties } = event
    if ((texts.get(messageId) ?? text) !== text) conflicting.add(messageId)
    texts.set(messageId, text)
    if (properties?.tab === undefined) continue
    const { tab, n } = properties as { tab: string; n: number }
    const key = `${tab}:${n}`
    const known = ids.get(key)
    if (known && known !== messageId) conflicting.add(key)
    if (!known && n < (newest.get(tab) ?? -1)) disordered.push(key)
    ids.set(key, messageId)
    newest.set(tab, Math.max(n, newest.get(tab) ?? -1))
  }
  const keys = Object.entries(recorded).flatMap(([tab, count]) =>
    Array.from({ length: count }, (_, n) => `${tab}:${n}`),
  )
  return {
    lost: keys.filter((key) => !ids.has(key)),
    duplicated: arrivals.length - texts.size,
    conflicting: [...conflicting],
    disordered,
  }
}
