import type { Json } from '@qianmian/core'
import type { Count, Counter } from './counter.js'
import { bare, copy, isObject } from './json.js'

/** All that is kept of a visitor: aggregates and buckets, never events. Plain JSON, made to be stored. */
export interface VisitorState {
  v: 1
  /** The visitor is known since this moment; 0 before there was one. */
  since: number
  /** Which page view and which session it is that runs: `page` and `session`. */
  nth: { [scope: string]: number }
  /** The attributes of the person that the document refers to. */
  user: { [name: string]: Json }
  /** What traits have counted, by name; and, by names that begin with `#`, what caps, triggers and the like have. */
  counts: { [name: string]: Count }
  /** When a tag that stays began; -1 when the visitor had it forgotten. */
  tags: { [name: string]: number }
  /** The name of the channel of the session that runs. */
  channel: Json
  /** The messages folded last, as hashes. */
  seen: number[]
  /** The variation that a person keeps, by attribute, value, experiment and bucket version. */
  sticky: { [key: string]: string }
  /** What stays on show until it ends. */
  held: Held[]
}

/** A decision that was seen. */
export type Held = [slot: string, experience: string, variation: string, withheld?: boolean]

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
  const given = copy(saved)
  const from = isObject(given) && given.v === 1 ? given : {}
  /** The entries of a member that can be used; and the items of one that is a list. */
  const table = <T>(key: string, keeps: (item: unknown) => boolean = () => true) =>
    bare<T>(Object.fromEntries(Object.entries(Object(from[key])).filter(([, item]) => keeps(item))))
  const list = <T>(key: string, keeps: (item: unknown) => boolean) => Object.values(table<T>(key, keeps))
  const all = table<Count>(
    'counts',
    (count) =>
      isObject(count) &&
      Array.isArray(count.b) &&
      count.b.every(Array.isArray) &&
      [count.n, count.w].every(Number.isFinite),
  )
  const since = Number.isFinite(from.since) ? (from.since as number) : 0
  const counts = newest<Count>(Object.entries(all).filter(([name]) => name[0] === '#'))
  for (const trait of traits) {
    const { name, fingerprint, window } = trait
    const before = all[name]
    counts[name] =
      before?.k === fingerprint && before.w >= window
        ? { ...before, w: window }
        : emptyCount(trait, since ? FROM_NOW : undefined)
  }
  return {
    v: 1,
    since,
    nth: bare({ page: 0, session: 0 }, table('nth', Number.isFinite)),
    user: table('user'),
    counts,
    tags: table('tags', Number.isFinite),
    channel: (from.channel ?? null) as Json,
    seen: list<number>('seen', Number.isFinite).slice(-MOST_SEEN),
    sticky: newest(Object.entries(table<string>('sticky'))),
    held: list('held', Array.isArray),
  }
}

export const emptyCount = ({ fingerprint, window }: Counter, since?: number): Count => ({
  k: fingerprint,
  s: since,
  n: 0,
  w: window,
  b: [],
})

const newest = <T>(entries: [string, T][]): Record<string, T> => bare(Object.fromEntries(entries.slice(-MOST_OWN)))

/** Remembers a message; false when it was there already. */
export function isNew({ seen }: VisitorState, message: number): boolean {
  if (seen.includes(message)) return false
  if (seen.push(message) > MOST_SEEN) seen.shift()
  return true
}
