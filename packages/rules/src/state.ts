import type { Json } from '@qianmian/core'
import type { Count, Counter } from './counter.js'
import { bare, isObject } from './json.js'

/** All that is kept of a visitor: aggregates and buckets, never events. Plain JSON, made to be stored. */
export interface VisitorState {
  v: 1
  /** The visitor is known since this moment; 0 before there was one. */
  since: number
  /** The attributes of the person that the document refers to. */
  user: { [name: string]: Json }
  /** What traits have counted, by name; and, by names that begin with `#`, what caps, triggers and the like have. */
  counts: { [name: string]: Count }
  /** When a tag that stays began; -1 when the visitor had it forgotten. */
  tags: { [name: string]: number }
  /** The name of the channel of the session that runs. */
  channel?: string | undefined
  /** The messages folded last, as short hashes. */
  seen: string[]
  /** The variation that a person keeps, by attribute, value, experiment and bucket version. */
  sticky: { [key: string]: string }
  /** By slot: what stays on show until it ends. */
  held: { [slot: string]: Held[] }
}

/** A decision that was seen: experience, variation, and whether the holdout withheld it. */
export interface Held {
  e: string
  v: string
  w?: 1 | undefined
}

/** `s` of a trait that begins to count at the next moment that the visitor sees. */
export const FROM_NOW = -1

/** How many messages are remembered to be told apart from new ones. */
const MOST_SEEN = 256
/** How many of the engine's own counts, and of kept variations, are stored: the newest. */
const MOST_OWN = 300

/**
 * A state for a document's traits, from what was stored or from nothing. What an earlier revision counted in the same way
 * is kept (a window may become shorter); a trait that it did not count begins now. What cannot be read is left out.
 */
export function openState(saved: unknown, traits: readonly Counter[]): VisitorState {
  const from = isObject(saved) && saved.v === 1 ? saved : {}
  const table = <T>(key: string) => bare<T>(isObject(from[key]) ? from[key] : {})
  const counts = table<Count>('counts')
  const since = +(from.since as number) || 0
  const own = newest(counts, (name) => name[0] === '#')
  for (const trait of traits) {
    const before = counts[trait.name]
    const { fingerprint, window } = trait
    const fits =
      isObject(before) && before.k === fingerprint && isObject(before.b) && (window ? before.w! >= window : !before.w)
    own[trait.name] = fits ? { ...before, w: window || undefined } : emptyCount(trait, since ? FROM_NOW : undefined)
  }
  return {
    v: 1,
    since,
    user: table('user'),
    counts: own,
    tags: table('tags'),
    channel: typeof from.channel === 'string' ? from.channel : undefined,
    seen: Array.isArray(from.seen) ? from.seen.slice(-MOST_SEEN) : [],
    sticky: newest(table('sticky')),
    held: bare(
      Object.fromEntries(
        Object.entries(table<Held[]>('held')).filter(([, held]) => Array.isArray(held) && held.every(isObject)),
      ),
    ),
  }
}

export const emptyCount = ({ fingerprint, window }: Counter, since?: number): Count => ({
  k: fingerprint,
  s: since,
  n: 0,
  w: window || undefined,
  b: bare(),
})

const newest = <T>(table: Record<string, T>, keeps: (name: string) => boolean = () => true): Record<string, T> =>
  bare(
    Object.fromEntries(
      Object.entries(table)
        .filter(([name]) => keeps(name))
        .slice(-MOST_OWN),
    ),
  )

/** Remembers a message; false when it was there already. */
export function isNew({ seen }: VisitorState, message: string): boolean {
  if (seen.includes(message)) return false
  if (seen.push(message) > MOST_SEEN) seen.shift()
  return true
}
