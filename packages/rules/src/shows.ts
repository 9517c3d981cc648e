import { bucketOf, bucketsIn, type Calendar, endOf, parseSpan } from './calendar.js'
import type { Cap, Config, Cooldown, StopOn, Trigger } from './config.js'

/** What the state keeps of one experience: exposures, and what came of them. Times are ms since the epoch. */
export interface Show {
  /** The slot in which it was shown last. */
  l?: string
  /** Exposures in all; those of one session; by date; by quarter of an hour. */
  n: number
  s?: [session: string, count: number]
  b?: { [day: string]: number }
  q?: { [quarter: string]: number }
  /** The last view, click, dismissal and conversion. */
  t?: number
  c?: number
  d?: number
  x?: number
  /** Events that count towards the trigger: in this page view, or by bucket of its window. */
  g?: number | { [bucket: string]: number }
}

/** How many buckets back the caps of a document look: by date, and by quarter of an hour. */
export interface Reach {
  readonly days: number
  readonly quarters: number
}

export function reachOf(config: Config): Reach {
  const reach = { days: 0, quarters: 0 }
  const look = (caps: readonly Cap[] = []) => {
    for (const { per } of caps) {
      const window = parseSpan(per)
      const key = window?.days ? 'days' : 'quarters'
      if (window) reach[key] = Math.max(reach[key], bucketsIn(window))
    }
  }
  look(config.caps)
  for (const group of Object.values(config.groups ?? {})) look(group.caps)
  for (const experience of config.experiences ?? []) look(experience.caps)
  return reach
}

/** Counts an exposure: caps fill, and the trigger arms again. */
export function countView(show: Show, slot: string, at: number, session: string, reach: Reach, days: Calendar): void {
  show.l = slot
  show.n++
  show.t = Math.max(show.t ?? 0, at)
  show.s = [session, show.s?.[0] === session ? show.s[1] + 1 : 1]
  delete show.g
  const { days: dates, quarters } = reach
  if (dates) show.b = countIn(show.b, days.day(at), dates)
  if (quarters) show.q = countIn(show.q, bucketOf(at, { count: 0, days: false }, days), quarters)
}

function countIn(buckets: { [bucket: string]: number } = {}, bucket: number, size: number) {
  buckets[bucket] = (buckets[bucket] ?? 0) + 1
  for (const key of Object.keys(buckets)) if (+key <= bucket - size) delete buckets[key]
  return buckets
}

const countAfter = (buckets: { [bucket: string]: number } = {}, oldest: number) => {
  let count = 0
  for (const key of Object.keys(buckets)) if (+key > oldest) count += buckets[key]!
  return count
}

/** How often it was seen in a cap's window. */
export function viewsPer(show: Show, per: Cap['per'], now: number, session: string, days: Calendar): number {
  if (per === 'lifetime') return show.n
  if (per === 'session') return show.s?.[0] === session ? show.s[1] : 0
  const window = parseSpan(per)
  if (!window) return 0
  return countAfter(window.days ? show.b : show.q, bucketOf(now, window, days) - bucketsIn(window))
}

/** Counts an event towards a trigger. */
export function countTrigger(show: Show, trigger: Trigger, at: number, days: Calendar): void {
  const window = parseSpan(trigger.within)
  if (!window) show.g = (typeof show.g === 'number' ? show.g : 0) + 1
  else show.g = countIn(typeof show.g === 'object' ? show.g : {}, bucketOf(at, window, days), bucketsIn(window))
}

/** How many events count towards a trigger now. */
export function triggerCount(show: Show | undefined, trigger: Trigger, now: number, days: Calendar): number {
  const window = parseSpan(trigger.within)
  const counted = show?.g ?? 0
  if (typeof counted === 'number') return window ? 0 : counted
  return window ? countAfter(counted, bucketOf(now, window, days) - bucketsIn(window)) : 0
}

/** When the event that ends it happened, if that is within its window. */
export function stoppedAt(show: Show | undefined, { within }: StopOn, now: number, days: Calendar): number | null {
  if (show?.x === undefined) return null
  const window = parseSpan(within)
  const over = window && bucketOf(show.x, window, days) <= bucketOf(now, window, days) - bucketsIn(window)
  return over ? null : show.x
}

/** Until when a cooldown lasts, or null when it is over or has not begun. */
export function coolsUntil(show: Show | undefined, cooldown: Cooldown, now: number, days: Calendar): number | null {
  const began = show?.[({ view: 't', click: 'c', dismiss: 'd', conversion: 'x' } as const)[cooldown.after]]
  const window = parseSpan(cooldown.for)
  if (began === undefined || !window) return null
  const until = endOf(began, window, days)
  return now < until ? until : null
}
