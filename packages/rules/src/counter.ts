import { aggregations, type Bucket, startsAtZero } from './aggregations.js'
import { bucketOf, bucketsIn, type Calendar, parseSpan } from './calendar.js'
import type { Aggregation, ChannelTrait, EventTrait, LedgerEntry, LedgerTrait } from './config.js'
import { fnv1a } from './hash.js'
import { canonical, has, isObject, read } from './json.js'
import { isUnderstood, type MatchOptions, matches } from './matches.js'

/** What a visitor's state keeps of one counter: plain JSON. */
export interface Count {
  /** The fingerprint of the definition that counted it. */
  k: string
  /** Counting since this moment, where that is later than the visitor is known. */
  s?: number | undefined
  /** How many events it has counted. */
  n: number
  /** How many buckets back it remembers, for a windowed one. */
  w?: number | undefined
  /** The buckets, by date or quarter of an hour; 0 holds what has no window. */
  b: { [bucket: string]: Bucket }
}

/** What happened, as counters see it. */
export interface Occurrence {
  name: string
  properties: unknown
  /** The name of the channel of the session that begins with this event. */
  channel: unknown
  at: number
}

/** Computes a value from events: a trait, or one of the engine's own such as a cap. */
export interface Counter {
  readonly name: string
  /** The names of the events that it sees. */
  readonly events: readonly string[]
  readonly fingerprint: string
  /** How many buckets its window has; 0 without a window. */
  readonly window: number
  /** It starts again with each page view, or with each session. */
  readonly scope: Scope | undefined
  readonly useIncomplete: boolean
  /** The bucket of its window that a moment falls in. */
  bucket(at: number): number
  /** Takes an event in; true when it counted. */
  fold(count: Count, occurrence: Occurrence): unknown
  /** Its value; undefined: nothing to say. */
  read(count: Count, now: number): unknown
}

export type Scope = 'page' | 'session'

/** A count of the engine's own. */
export interface OwnCount {
  event: string | readonly string[]
  agg: 'count' | 'latest'
  where?: unknown
  within?: string | undefined
  scope?: Scope | undefined
  /** What it goes by instead of its `where`, which may grow. */
  of?: unknown
}

export const SESSION_STARTED = 'Session Started'

/** The events, what else makes a definition what it is, and the two functions of a kind. */
type Kind = [events: readonly string[], identity: unknown, fold: Counter['fold'], read: Counter['read']]

export type Counted =
  | (Omit<EventTrait, 'event' | 'agg'> & { event: string | readonly string[]; agg: Aggregation | 'latest' })
  | OwnCount

/** Null for a trait that is derived from others, or that this SDK does not know. Without a name it goes by its fingerprint. */
export function counter(
  name: string | null,
  trait: Counted | LedgerTrait | ChannelTrait,
  days: Calendar,
  options: MatchOptions,
): Counter | null {
  const { within, scope, incomplete } = trait as { within?: string; scope?: Scope; incomplete?: string }
  const span = parseSpan(within)
  const bucket = (at: number) => (span ? bucketOf(at, span, days) : 0)
  const window = span ? bucketsIn(span) : 0
  const accepts = ({ where }: { where?: unknown }, properties: unknown) => !where || matches(where, properties, options)

  const kind = (): Kind | undefined => {
    if ('event' in trait) {
      const { event, agg, where } = trait
      const { prop = '', of = where } = trait as { prop?: string; of?: unknown }
      if (!has(aggregations, agg) || (within && !span) || !isUnderstood(where)) return
      const { takes, one, join, read } = aggregations[agg]
      return [
        [event].flat(),
        [event, agg, prop, of, span?.days, scope],
        (count, { properties, at }) => {
          if (!accepts(trait, properties)) return
          const { b } = count
          const values = takes ? collect(properties, prop).map(takes) : [null]
          const key = bucket(at)
          for (const value of values) if (value !== undefined) put(b, key, one(value, days.day(at), at), join)
          if (window) for (const other of Object.keys(b)) if (+other <= key - window) delete b[other]
          return values.some((value) => value !== undefined)
        },
        ({ b }, now) => {
          const buckets = Object.keys(b).filter((key) => !window || +key > bucket(now) - window)
          if (!buckets.length) return startsAtZero(agg) ? 0 : undefined
          return read(
            buckets.map((key) => b[key]).reduce((a, b) => join(a, b)),
            days.day(now),
          )
        },
      ]
    }
    if ('ledger' in trait) {
      const entries = trait.ledger
      if (!entries.every(({ where }) => isUnderstood(where))) return
      return [
        entries.map(({ event }) => event),
        entries,
        ({ b }, { name, properties, at }) =>
          entries.filter((entry, index) => {
            const amount = amountOf(entry, properties)
            const { event, perDay } = entry
            return (
              event === name &&
              Number.isFinite(amount) &&
              accepts(entry, properties) &&
              (perDay === undefined || allows(b, `e${index}`, days.day(at), perDay)) &&
              put(b, 0, amount, aggregations.sum.join)
            )
          }).length,
        ({ b }) => b[0] ?? 0,
      ]
    }
    if ('channel' in trait) {
      const { join } = aggregations[trait.channel === 'first' ? 'first' : 'last']
      return [
        [SESSION_STARTED],
        trait.channel,
        ({ b }, { channel, at }) => channel && put(b, 0, [at, channel], join),
        ({ b }) => b[0]?.[1],
      ]
    }
    return
  }

  const [events, identity, fold, read] = kind() ?? []
  if (!events) return null
  const text = canonical(identity)
  const fingerprint = fnv1a(text).toString(36)
  // Names of the engine's own are hashed twice, so that two of ten thousand do not meet.
  const own = () => `#${scope ?? ''}${fingerprint}${fnv1a(`#${text}`).toString(36)}${within ?? ''}`
  const useIncomplete = incomplete === 'use'
  return { name: name ?? own(), events, fingerprint, window, scope, useIncomplete, bucket, fold: fold!, read: read! }
}

function put(buckets: Count['b'], key: number, bucket: Bucket, join: (a: Bucket, b: Bucket) => Bucket): true {
  buckets[key] = buckets[key] === undefined ? bucket : join(buckets[key], bucket)
  return true
}

/** All values at a path; arrays on the way are looked into. */
function collect(source: unknown, path: string): unknown[] {
  if (Array.isArray(source)) return source.slice(0, 1000).flatMap((item) => collect(item, path))
  if (!path) return [source]
  const [key, ...rest] = path.split('.')
  return isObject(source) && has(source, key!) ? collect(source[key!], rest.join('.')) : []
}

const amountOf = ({ add, prop = '', times = 1 }: LedgerEntry, properties: unknown) =>
  add ?? +((read(properties, prop) as number) ?? Number.NaN) * times

/** Counts an event of a date towards a daily limit. A late one, of an earlier date, cannot be told from one that counted. */
function allows(buckets: Count['b'], key: string, day: number, limit: number): boolean {
  const [date, used] = buckets[key] ?? [day, 0]
  const count = day > date ? 0 : used
  if (date > day || count >= limit) return false
  buckets[key] = [day, count + 1]
  return true
}
