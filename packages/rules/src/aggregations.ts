import type { Json } from '@qianmian/core'
import type { Aggregation } from './config.js'

/**
 * How one aggregation keeps what it has seen. A bucket is plain JSON, and two buckets of different times join into one
 * (`join`, the earlier first), so that a window is the join of its buckets.
 */
interface Summary {
  /** Which values of `prop` it takes; without it, the event itself is enough. */
  readonly takes?: (value: unknown) => Json | undefined
  /** A bucket that has seen one event, of a date, at a moment. */
  one(value: Json, day: number, at: number): Bucket
  join(earlier: Bucket, later: Bucket): Bucket
  /** What the trait is worth on a date; undefined while there is nothing to say. */
  read(bucket: Bucket, today: number): Json | undefined
}

// biome-ignore lint/suspicious/noExplicitAny: each aggregation alone knows the shape of its buckets
export type Bucket = any

/** Distinct values that are told apart; more count as this many. */
const MOST_DISTINCT = 100
/** Values whose frequency is followed; the rarest gives way. */
const MOST_FREQUENT = 20

/** Sums are kept to the millionth, so that 0.1 + 0.2 is 0.3 and the order of events does not matter. */
const exact = (sum: number): number => (Math.abs(sum) < 9e9 ? Math.round(sum * 1e6) / 1e6 : sum)

const number = (value: unknown): number | undefined => {
  const found = typeof value === 'string' && value.trim() ? +value : value
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined
}

const scalar = (value: unknown): Json | undefined =>
  typeof value === 'string' ? value.slice(0, 100) : typeof value === 'boolean' ? value : number(value)

const itself = (bucket: Bucket) => bucket
const value = (value: Json) => value
const day = (_: Json, day: number) => day
const add = (a: number, b: number) => exact(a + b)
const since = (bucket: number, today: number) => Math.max(0, today - bucket)
const withTime = (value: Json, _: number, at: number) => [at, value]
const second = (bucket: Bucket) => bucket[1]

/** `top` keeps [value, count] pairs, the most frequent first, by the Space-Saving algorithm (Metwally et al., 2005). */
function joinTop(a: [Json, number][], b: [Json, number][]): [Json, number][] {
  const counts = new Map(a)
  for (const [value, count] of b) {
    let floor = 0
    if (!counts.has(value) && counts.size >= MOST_FREQUENT) {
      const [rarest, least] = [...counts].reduce((x, y) => (y[1] < x[1] ? y : x))
      counts.delete(rarest)
      floor = least
    }
    counts.set(value, (counts.get(value) ?? floor) + count)
  }
  return [...counts].sort((x, y) => y[1] - x[1])
}

export const aggregations: { readonly [name in Aggregation | 'latest']: Summary } = {
  /** For the engine's own counters: when it happened last. */
  latest: { one: (_, __, at) => at, join: Math.max, read: itself },
  count: { one: () => 1, join: add, read: itself },
  sum: { takes: number, one: value, join: add, read: itself },
  min: { takes: number, one: value, join: Math.min, read: itself },
  max: { takes: number, one: value, join: Math.max, read: itself },
  avg: {
    takes: number,
    one: (value) => [value, 1],
    join: (a, b) => [add(a[0], b[0]), a[1] + b[1]],
    read: ([sum, count]) => exact(sum / count),
  },
  first: { takes: scalar, one: withTime, join: (a, b) => (b[0] < a[0] ? b : a), read: second },
  last: { takes: scalar, one: withTime, join: (a, b) => (b[0] < a[0] ? a : b), read: second },
  distinct: {
    takes: scalar,
    one: (value) => [value],
    join: (a, b) => [...new Set([...a, ...b])].slice(0, MOST_DISTINCT),
    read: (values) => values.length,
  },
  top: { takes: scalar, one: (value) => [[value, 1]], join: joinTop, read: (pairs) => pairs[0][0] },
  daysSinceFirst: { one: day, join: Math.min, read: since },
  daysSinceLast: { one: day, join: Math.max, read: since },
  avgInterval: {
    one: (_, day) => [day, day, 1],
    join: (a, b) => [Math.min(a[0], b[0]), Math.max(a[1], b[1]), a[2] + b[2]],
    read: ([first, last, count]) => (count > 1 ? exact((last - first) / (count - 1)) : undefined),
  },
  streak: {
    one: (_, day) => [day, day],
    // Two runs that touch are one; otherwise only the later run can still grow.
    join: (a, b) => (a[0] > b[1] + 1 ? a : b[0] > a[1] + 1 ? b : [Math.min(a[0], b[0]), Math.max(a[1], b[1])]),
    read: ([first, last], today) => (last >= today - 1 ? last - first + 1 : 0),
  },
}

/** These start at 0; every other aggregation is missing until there is something to say. */
export const startsAtZero = (name: string): boolean => /^(count|sum|streak)$/.test(name)
