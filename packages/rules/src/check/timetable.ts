import { type Calendar, calendar } from '../calendar.js'
import type { Recurrence, Schedule } from '../config.js'
import { canonical } from '../json.js'
import { moment } from '../schedule.js'

/** The first and the last moment of a schedule, in ms since the epoch; infinite where it has none. */
export function endsOf(schedule: Schedule | undefined, tz: string | undefined): { start: number; end: number } {
  const days = zone(schedule?.tz ?? tz)
  const { start, end, recur } = schedule ?? {}
  const last = Math.min(moment(end, days) ?? Infinity, lastOpening(recur, days))
  return { start: moment(start, days) ?? -Infinity, end: last }
}

/** The calendar of a zone, and that of UTC for a zone that cannot be read. */
export const zone = (tz: string | undefined): Calendar => calendar(tz) ?? calendar()!

/** By when a recurrence has closed for the last time; a window stays open for up to a day unless it says how long. */
function lastOpening(recur: Recurrence | undefined, days: Calendar): number {
  const length = recur?.duration ?? 2 * 86_400_000
  const until = moment(recur?.until, days)
  const last = recur?.type === 'dates' ? [...(recur.dates ?? [])].sort().pop() : undefined
  const closes = [until, moment(last, days)].flatMap((at) => (at === null ? [] : [at + length]))
  return Math.min(...closes, Infinity)
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
