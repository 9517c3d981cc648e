import { aggregations, type Bucket } from './aggregations.js'
import { bucketsIn, type Calendar, parseSpan, QUARTER } from './calendar.js'
import type { Aggregation, ChannelTrait, EventTrait, LedgerEntry, LedgerTrait } from './config.js'
import { fnv1a } from './hash.js'
import { canonical, has, isObject, read, UNKNOWN } from './json.js'
import { isUnderstood, type MatchOptions, matches } from './matches.js'
import type { VisitorState } from './state.js'

/** What a visitor's state keeps of one counter: plain JSON. */
export interface Count {
  /** The fingerprint of the definition that counted it. */
  k: string
  /** Counting since this moment, where that is later than the visitor is known. */
  s?: number | undefined
  /** How many events it has counted. */
  n: number
  /** How many buckets back it remembers. */
  w: number
  /** The buckets, by date, by quarter of an hour, or by page view or session; all in 0 without a window. */
  b: [key: number, bucket: Bucket][]
}

/** What happened, as counters see it. */
export interface Occurrence {
  name: string
  properties: unknown
  at: number
}

/** Computes a value from events: a trait, or one of the engine's own such as a cap. */
export interface Counter {
  readonly name: string
  /** The names of the events that it sees. */
  readonly events: readonly string[]
  readonly fingerprint: string
  /** How many buckets its window has. */
  readonly window: number
  readonly within: Within
  /** Takes an event in; true when it counted. */
  fold(count: Count, occurrence: Occurrence, state: VisitorState): unknown
  /** Its value; undefined: nothing to say; UNKNOWN: an edit started it later than its visitor, and its window has not passed yet. */
  read(state: VisitorState, now: number): unknown
}

/** A span, or what starts the counting again. */
type Within = string | undefined

/** A count of the engine's own. */
export interface OwnCount {
  event: string | readonly string[]
  agg: Aggregation | 'latest'
  prop?: string
  where?: unknown
  within?: Within
  /** What it goes by instead of its `where`, which may grow. */
  by?: unknown
}

type Counted = Partial<Omit<EventTrait, 'event' | 'agg'> & OwnCount & LedgerTrait & ChannelTrait>

/** Dates on which a ledger remembers what has counted, the newest: a late event has the limit of its own date. */
const MOST_DATES = 8

/** What counted on the latest dates, in their order. */
const latest = (_: Bucket, dates: Bucket[]) => dates.sort((a, b) => a[0] - b[0]).slice(-MOST_DATES)

export const SESSION_STARTED = 'Session Started'

/** Null for a trait that is derived from others, or that this SDK does not know. Without a name it goes by its fingerprint. */
export function counter(
  trait: EventTrait | OwnCount | LedgerTrait | ChannelTrait,
  days: Calendar,
  options: MatchOptions,
  own?: string,
): Counter | null {
  const { channel, ledger, incomplete, ...rest } = trait as Counted
  // The channel comes with the event that begins a session.
  const {
    event,
    agg,
    prop = '',
    where,
    within,
    by = where,
  } = channel ? { ...rest, event: SESSION_STARTED, agg: channel, prop: '$channel' } : rest
  const span = parseSpan(within)
  const isScope = /^(page|session|lifetime)$/.test(`${within}`)
  const known =
    ledger ?? (event !== undefined && has(aggregations, `${agg}`) && (span || isScope || within === undefined))
  if (!known || !isUnderstood([where, ledger])) return null

  const events = ledger ? ledger.map((entry) => entry.event) : [event!].flat()
  const unit = span ? span.days : within
  const text = canonical(ledger ?? [events, agg, prop, by, unit])
  const fingerprint = [text, `#${text}`].map((one) => fnv1a(one).toString(36)).join('')
  const window = span ? bucketsIn(span) : 1
  /** The bucket that a moment falls in: its date, its quarter of an hour, or its page view or session. */
  const bucket = (at: number, { nth }: VisitorState) =>
    span?.days ? days.day(at) : span ? Math.floor(at / QUARTER) : (nth[`${within}`] ?? 0)
  const [one, join, value, takes, start] = aggregations[ledger ? 'sum' : agg!]

  const name = own ?? `#${within ?? ''}${fingerprint}`

  return {
    name,
    events,
    fingerprint,
    window,
    within,
    fold(count, { name: happened, properties, at }, state) {
      const day = days.day(at)
      const put = (key: number, bucket: Bucket, join: (a: Bucket, b: Bucket) => Bucket) => {
        const found = count.b.find((one) => one[0] === key)
        if (found) found[1] = join(found[1], bucket)
        else count.b.push([key, bucket])
      }
      const accepts = (where: unknown) => !where || matches(where, properties, options)
      if (ledger)
        return ledger.filter((entry, index) => {
          const amount = amountOf(entry, properties)
          if (entry.event !== happened || !Number.isFinite(amount) || !accepts(entry.where)) return false
          const dates: Bucket[] = count.b.find((one) => one[0] === index + 1)?.[1] ?? []
          const today = dates.find((one) => one[0] === day) ?? [day, 0]
          // Of a date before those that are remembered, it cannot be told what has counted.
          const isForgotten = dates[MOST_DATES - 1] && day < dates[0][0]
          if (entry.perDay && (isForgotten || today[1] >= entry.perDay)) return false
          if (entry.perDay) put(index + 1, [[day, today[1] + 1], ...dates.filter((one) => one !== today)], latest)
          put(0, amount, join)
          return true
        }).length
      if (!accepts(where)) return
      const values = takes ? collect(properties, prop).flatMap((value) => takes(value) ?? []) : [null]
      const key = bucket(at, state)
      for (const value of values) put(key, one(value, day, at), join)
      count.b = count.b.filter((one) => one[0] > key - window).sort((a, b) => a[0] - b[0])
      return values.length
    },
    read(state, now) {
      const { s, b = [] } = state.counts[name] ?? ({} as Partial<Count>)
      const from = bucket(now, state) - window
      if (s !== undefined && incomplete !== 'use' && !(within && from >= bucket(s, state))) return UNKNOWN
      let all: Bucket
      for (const [key, one] of b) if (ledger ? !key : key > from) all = all === undefined ? one : join(all, one)
      return all === undefined ? start : value(all, days.day(now))
    },
  }
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
