import { type Calendar, DAY } from './calendar.js'
import type { Quiet, Recurrence, Schedule } from './config.js'

/**
 * Whether a schedule is open at a moment (ms since the epoch) in a time zone.
 * A window belongs to the date on which it opens, so one that crosses midnight is open in the early hours of the next date.
 */
export function isOpen({ start, end, recur }: Schedule, now: number, days: Calendar): boolean {
  const first = moment(start, days)
  const last = moment(end, days)
  // A start that cannot be read is never reached, and such an end is not still to come.
  const isOn = (first === null || now >= first) && (last === null || now < last)
  return isOn && (!recur || recurs(recur, now, first, days))
}

/** Whether the hours of quiet, which may cross midnight, hold a moment. */
export function isQuiet({ from, to }: Pick<Quiet, 'from' | 'to'>, now: number, days: Calendar): boolean {
  const time = localTime(now, days)
  const [open, close] = [timeOfDay(from), timeOfDay(to)]
  return open <= close ? time >= open && time < close : time >= open || time < close
}

/** ISO 8601 as ms since the epoch; without an offset, in the calendar's zone. Null when there is none, NaN when it cannot be read. */
export function moment(text: string | undefined, days: Calendar): number | null {
  if (text === undefined) return null
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(text)
  const at = Date.parse(zoned ? text : `${text.length > 10 ? text : `${text}T00:00`}Z`)
  return Number.isNaN(at) || zoned ? at : at - days.offset(at - days.offset(at))
}

/** Windows are kept in wall-clock time: on the day of a change of the clock, 19:00 to 23:00 is what the clocks show. */
function recurs(recur: Recurrence, now: number, start: number | null, days: Calendar): boolean {
  const local = now + days.offset(now)
  const today = Math.floor(local / DAY)
  const from = timeOfDay(recur.from)
  const length = recur.duration ?? ((timeOfDay(recur.to) - from + DAY) % DAY || DAY)
  const first = start === null ? null : days.day(start)
  const until = moment(recur.until, days)
  const counted = recur.count !== undefined && first !== null
  let nth = counted ? ordinal(recur, today, first) : 0
  for (let day = today; day * DAY + from + length > local && day >= today - LONGEST; day--) {
    if (!opensOn(recur, day, first ?? 0)) continue
    const opening = day * DAY + from
    const comes = opening <= local && (until === null || opening <= until + days.offset(until))
    if (comes && (!counted || (nth > 0 && nth <= recur.count!))) return true
    nth--
  }
  return false
}

/** Windows of up to this many days are recognised; counted ones go on for up to a hundred years. */
const LONGEST = 366
const CENTURY = 36_525

function ordinal(recur: Recurrence, day: number, first: number): number {
  let count = 0
  for (let one = Math.max(first, day - CENTURY); one <= day; one++) if (opensOn(recur, one, first)) count++
  return count
}

/** Whether a window opens on a date, of a schedule that starts on a first one. */
export function opensOn(recur: Recurrence, day: number, first: number): boolean {
  const every = (steps: number) => steps % (recur.interval ?? 1) === 0
  if (recur.type === 'daily') return every(day - first)
  if (recur.type === 'weekly') {
    // 1970-01-01 was a Thursday.
    const week = (date: number) => Math.floor((date + 4 - (recur.firstDayOfWeek ?? 0)) / 7)
    return !!recur.daysOfWeek?.includes((((day + 4) % 7) + 7) % 7) && every(week(day) - week(first))
  }
  const date = new Date(day * DAY)
  if (recur.type === 'dates') return !!recur.dates?.includes(date.toISOString().slice(0, 10))
  const month = (one: Date) => one.getUTCFullYear() * 12 + one.getUTCMonth()
  const last = new Date((day + 1) * DAY).getUTCDate() === 1
  const hit = recur.daysOfMonth?.some((dayOfMonth) => dayOfMonth === date.getUTCDate() || (dayOfMonth === -1 && last))
  return recur.type === 'monthly' && !!hit && every(month(date) - month(new Date(first * DAY)))
}

const localTime = (at: number, days: Calendar): number => (((at + days.offset(at)) % DAY) + DAY) % DAY

/** A time of day, in ms since midnight. */
export const timeOfDay = (text = '00:00'): number => {
  const [hours, minutes, seconds] = text.split(':').map(Number)
  return ((hours! * 60 + (minutes || 0)) * 60 + (seconds || 0)) * 1000
}
