import { isoTime } from '../isoTime.js'
import { localTime } from '../localTime.js'

/**
 * The moment that `--now` names, in ms since the epoch: the end of a date in the time zone, or a date-time.
 * @throws Error that says what to write
 */
export function readNow(text: string | undefined, tz: string): number {
  if (text === undefined) return Date.now()
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (date && !Number.isNaN(Date.parse(text))) return localTime(tz, [+date[1]!, +date[2]!, +date[3]!], 24) - 1
  const moment = isoTime(text)
  if (Number.isNaN(moment))
    throw new Error(
      `--now must be a date such as 2022-06-30 or a moment such as 2022-06-30T18:00:00+08:00, not ${text}`,
    )
  return moment
}
