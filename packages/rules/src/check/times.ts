import { calendar, DAY } from '../calendar.js'
import type { Experience } from '../config.js'
import { isQuiet, moment } from '../schedule.js'
import type { Draft, Placed } from './draft.js'
import type { Report } from './issueValues.js'
import { endsOf, zone } from './timetable.js'

/** What is over, never begins, or never lets anything show. `now` is in ms since the epoch. */
export function times(draft: Draft, now: number, report: Report): void {
  const { tz, expires, quiet } = draft.head
  const end = moment(expires, zone(tz))
  if (end !== null && end <= now) report('expires', 'expired', { at: expires! })
  for (const one of draft.experiences) schedules(one, tz, now, report)
  if (quiet) {
    const { from, to } = quiet
    const utc = calendar()!
    const minutes = Array.from({ length: 1440 }, (_, i) => isQuiet(quiet, i * 60_000, utc)).filter((one) => one).length
    // `00:00` to `23:59` was surely meant as the whole day.
    if (minutes >= 1439) report('quiet', 'quietAllDay', { from, to })
    if (!minutes) report('quiet', 'quietNever', { from })
  }
  const capped = [...draft.experiences, ...draft.groups].flatMap(({ path, value }) =>
    (value.caps ?? []).map((cap, i) => ({ path: `${path}.caps[${i}]`, value: cap })),
  )
  for (const { path, value } of [...draft.caps, ...capped])
    if (value.count === 0) report(`${path}.count`, 'capZero', {})
}

const LISTED = { weekly: 'daysOfWeek', monthly: 'daysOfMonth', dates: 'dates' } as const

function schedules({ path, value }: Placed<Experience>, tz: string | undefined, now: number, report: Report): void {
  const { schedule } = value
  if (!schedule) return
  const { recur } = schedule
  const { start, end } = endsOf(schedule, tz)
  const at = `${path}.schedule`
  const counted = Number.isFinite(end) ? new Date(end + zone(schedule.tz ?? tz).offset(end)).toISOString() : ''
  const last = schedule.end ?? recur?.until ?? [...(recur?.dates ?? [])].sort().pop() ?? counted.slice(0, 16)
  if (start >= end) report(at, 'emptySchedule', { start: schedule.start ?? '', end: last })
  else if (end <= now) report(at, 'over', { end: last })
  for (const name of ['interval', 'count'] as const)
    if ((recur?.[name] ?? 0) > (name === 'count' ? 0 : 1) && schedule.start === undefined)
      report(`${at}.recur.${name}`, 'noStart', { member: name })
  const ends = { end: schedule.end, 'recur.until': recur?.until }
  for (const [name, given = ''] of Object.entries(ends))
    if (/^\d{4}-\d\d-\d\d$/.test(given)) {
      const next = new Date(Date.parse(given) + DAY).toISOString().slice(0, 10)
      report(`${at}.${name}`, 'endOfDate', { member: name.replace('recur.', ''), given, next })
    }
  const member = recur && recur.type !== 'daily' ? LISTED[recur.type] : null
  if (member && !recur![member]?.length) report(`${at}.recur`, 'neverOpens', { type: recur!.type, member })
}
