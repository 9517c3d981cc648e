import type { Json } from '@qianmian/core'
import type { Aggregation } from './config.js'

/**
 * How one aggregation keeps what it has seen. A bucket is plain JSON, and two buckets of different times join into one,
 * so that a window is the join of its buckets.
 */
type Summary = readonly [
  /** A bucket that has seen one event, of a date, at a moment. */
  one: (value: Json, day: number, at: number) => Bucket,
  join: (a: Bucket, b: Bucket) => Bucket,
  /** What the trait is worth on a date; undefined while there is nothing to say. */
  read: (bucket: Bucket, today: number) => Json | undefined,
  /** Which values of `prop` it takes; without it, the event itself is enough. */
  takes?: ((value: unknown) => Json | undefined) | null,
  /** What it starts at; every other aggregation is missing until there is something to say. */
  start?: number,
]

// biome-ignore lint/suspicious/noExplicitAny: each aggregation alone knows the shape of its buckets
export type Bucket = any

/** Distinct values that are told apart; more count as this many. */
const MOST_DISTINCT = 100
/** Values whose frequency is followed; the rarest gives way. */
const MOST_FREQUENT = 20
/** Runs of days that a streak keeps: late events can still join the newest of them. */
const MOST_RUNS = 8

/** Sums are kept to the millionth, so that 0.1 + 0.2 is 0.3 and the order of events does not matter. */
const exact = (sum: number): number => (Math.abs(sum) < 9e9 ? Math.round(sum * 1e6) / 1e6 : sum)

const number = (value: unknown): number | undefined => {
  const found = typeof value === 'string' && value.trim() ? +value : value
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined
}

const scalar = (value: unknown): Json | undefined =>
  typeof value === 'string' ? value.slice(0, 100) : typeof value === 'boolean' ? value : number(value)

const itself = (value: Bucket) => value
const one = () => 1
const onDay = (_: Json, day: number) => day
const atTime = (value: Json, _: number, at: number) => [at, value]
const second = (bucket: Bucket) => bucket[1]
const since = (day: number, today: number) => Math.max(0, today - day)
const { min, max } = Math

const add = (a: number, b: number) => exact(a + b)

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

/** A streak keeps [first, last] days of runs, in their order; two that touch are one. */
function joinRuns(a: [number, number][], b: [number, number][]): [number, number][] {
  const runs: [number, number][] = []
  for (const [first, last] of [...a, ...b].sort((x, y) => x[0] - y[0])) {
    const before = runs[runs.length - 1]
    if (before && first <= before[1] + 1) before[1] = max(before[1], last)
    else runs.push([first, last])
  }
  return runs.slice(-MOST_RUNS)
}

export const aggregations: { readonly [name in Aggregation | 'latest']: Summary } = {
  /** For the engine's own counters: when it happened last. */
  latest: [(_, __, at) => at, max, itself],
  count: [one, add, itself, null, 0],
  sum: [itself, add, itself, number, 0],
  min: [itself, min, itself, number],
  max: [itself, max, itself, number],
  avg: [(value) => [value, 1], (a, b) => [add(a[0], b[0]), a[1] + b[1]], ([sum, count]) => exact(sum / count), number],
  first: [atTime, (a, b) => (b[0] < a[0] ? b : a), second, scalar],
  last: [atTime, (a, b) => (b[0] < a[0] ? a : b), second, scalar],
  distinct: [
    (value) => [value],
    (a, b) => [...new Set([...a, ...b])].slice(0, MOST_DISTINCT),
    (values) => values.length,
    scalar,
  ],
  top: [(value) => [[value, 1]], joinTop, (pairs) => pairs[0][0], scalar],
  daysSinceFirst: [onDay, min, since],
  daysSinceLast: [onDay, max, since],
  avgInterval: [
    (_, day) => [day, day, 1],
    (a, b) => [min(a[0], b[0]), max(a[1], b[1]), a[2] + b[2]],
    ([first, last, count]) => (count > 1 ? exact((last - first) / (count - 1)) : undefined),
  ],
  streak: [
    (_, day) => [[day, day]],
    joinRuns,
    (runs, today) => {
      const [first, last] = runs[runs.length - 1]
      return last >= today - 1 ? last - first + 1 : 0
    },
    null,
    0,
  ],
}
