import { type Calendar, calendar, DAY } from '../calendar.js'
import type { Recurrence, Schedule } from '../config.js'
import { canonical } from '../json.js'
import { moment, opensOn, timeOfDay } from '../schedule.js'

/** The first and the last moment of a schedule, in ms since the epoch; infinite where it has none. */
export function endsOf(schedule: Schedule | undefined, tz: string | undefined): { start: number; end: number } {
  const days = zone(schedule?.tz ?? tz)
  const start = moment(schedule?.start, days)
  const end = moment(schedule?.end, days) ?? Infinity
  const { recur } = schedule ?? {}
  return { start: start ?? -Infinity, end: recur ? Math.min(end, lastClosing(recur, start, days)) : end }
}

/** The calendar of a zone, and that of UTC for a zone that cannot be read. */
export const zone = (tz: string | undefined): Calendar => calendar(tz) ?? calendar()!

/** By when a recurrence has closed for the last time. */
function lastClosing(recur: Recurrence, start: number | null, days: Calendar): number {
  const { until, dates, count, type } = recur
  const from = timeOfDay(recur.from)
  const length = recur.duration ?? ((timeOfDay(recur.to) - from + DAY) % DAY || DAY)
  const listed = type === 'dates' ? moment([...(dates ?? [])].sort().pop(), days) : null
  const lastDays = [
    listed === null ? null : days.day(listed),
    count === undefined || start === null ? null : dayOf(count, recur, days.day(start)),
  ]
  const closings = lastDays.map((day) => (day === null ? Infinity : days.start(day) + from + length))
  return Math.min((moment(until, days) ?? Infinity) + length, ...closings)
}

/** Windows are counted for so many days, and are taken to come for ever after that. */
const COUNTED = 3660

/** The date on which the n-th window opens; null when it comes too late to be looked for. */
function dayOf(nth: number, recur: Recurrence, first: number): number | null {
  let left = nth
  for (let day = first; day < first + COUNTED; day++) if (opensOn(recur, day, first) && !--left) return day
  return null
}

/** Whether one schedule is open whenever another one is, from a moment on. Not every such pair is recognised. */
export function covers(
  outer: Schedule | undefined,
  inner: Schedule | undefined,
  tz: string | undefined,
  now: number,
): boolean {
  if (!outer || canonical(outer) === canonical(inner ?? null)) return true
  const [own, other] = [endsOf(outer, tz), endsOf(inner, tz)]
  return !outer.recur && own.start <= Math.max(other.start, now) && own.end >= other.end
}

/** Whether two schedules are surely never open at the same time. */
export function areApart(a: Schedule | undefined, b: Schedule | undefined, tz: string | undefined): boolean {
  const [first, second] = [endsOf(a, tz), endsOf(b, tz)]
  if (first.end <= second.start || second.end <= first.start) return true
  const [one, other] = [a?.recur, b?.recur]
  if (!one || !other || (a?.tz ?? tz) !== (b?.tz ?? tz) || !withinDay(one) || !withinDay(other)) return false
  const { from = '00:00', to = '24:00' } = one
  const { from: otherFrom = '00:00', to: otherTo = '24:00' } = other
  if (to <= otherFrom || otherTo <= from) return true
  const disjoint = <T>(x: readonly T[] = [], y: readonly T[] = []) => !x.some((value) => y.includes(value))
  return (
    one.type === other.type &&
    ((one.type === 'weekly' && disjoint(one.daysOfWeek, other.daysOfWeek)) ||
      (one.type === 'dates' && disjoint(one.dates, other.dates)))
  )
}

const withinDay = ({ from = '00:00', to = '24:00', duration }: Recurrence) => duration === undefined && from < to
