import { attempt } from './json.js'

export const QUARTER = 900_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

/** Calendar dates of one time zone. A day is the number of dates since 1970-01-01. */
export interface Calendar {
  /** What the zone is ahead of UTC at a moment, in milliseconds. */
  offset(at: number): number
  /** The date of a moment. */
  day(at: number): number
  /** The moment at which a date begins. */
  start(day: number): number
}

/** A calendar for an IANA zone or an offset such as `+08:00`; null where the host cannot compute the zone. */
export function calendar(tz = 'UTC'): Calendar | null {
  const fixed = fixedOffset(tz)
  const offset = fixed === null ? intlOffset(tz) : () => fixed
  if (!offset) return null
  return {
    offset,
    day: (at) => Math.floor((at + offset(at)) / DAY),
    start(day) {
      const local = day * DAY
      const guess = local - offset(local)
      const start = local - offset(guess)
      // Where the clocks skip midnight, the date begins later.
      return start + offset(start) < local ? guess : start
    },
  }
}

/** A parsed `"90d"` or `"6h"`. */
export interface Window {
  readonly count: number
  readonly days: boolean
}

/** Reads a span; null when it is not one. Hours go up to 48. */
export function parseSpan(span: unknown): Window | null {
  const found = typeof span === 'string' ? /^([1-9]\d{0,4})([hd])$/.exec(span) : null
  if (!found) return null
  const count = +found[1]!
  const days = found[2] === 'd'
  return days || count <= 48 ? { count, days } : null
}

/** How many buckets a window has. */
export const bucketsIn = (window: Window): number => (window.days ? window.count : window.count * 4)

/** When a span that began at a moment is over: 00:00 of the n-th date after, or n hours later. */
export const endOf = (at: number, window: Window, days: Calendar): number =>
  window.days ? days.start(days.day(at) + window.count) : at + window.count * HOUR

/** Zones that need no `Intl`, which some mini-program hosts lack. China has had no daylight saving since 1991. */
function fixedOffset(tz: string): number | null {
  if (tz === 'UTC' || tz === 'Z') return 0
  if (tz === 'Asia/Shanghai') return 8 * HOUR
  const found = /^([+-])(\d\d):(\d\d)$/.exec(tz)
  return found ? (found[1] === '-' ? -1 : 1) * (+found[2]! * HOUR + +found[3]! * 60_000) : null
}

function intlOffset(tz: string): ((at: number) => number) | undefined {
  const two = '2-digit'
  const format = attempt(
    () =>
      new Intl.DateTimeFormat('en-US', {
        timeZone: tz,
        hourCycle: 'h23',
        year: 'numeric',
        month: two,
        day: two,
        hour: two,
        minute: two,
      }),
  )
  if (!format) return
  // Offsets change at quarters of an hour at the most often, and asking Intl costs microseconds.
  const known = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at / QUARTER)
    let offset = known.get(quarter)
    if (offset === undefined) {
      const [month, day, year, hour, minute] = format
        .format(quarter * QUARTER)
        .match(/\d+/g)!
        .map(Number)
      offset = Date.UTC(year!, month! - 1, day!, hour!, minute!) - quarter * QUARTER
      if (known.size > 999) known.clear()
      known.set(quarter, offset)
    }
    return offset
  }
}
