import { readMoment } from '@qianmian/rules/words'
import { UsageError } from './UsageError.js'

/** The moment that `--now` names, in ms since the epoch, in the document's time zone; a date alone is its end. */
export function readNow(text: unknown, tz: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const now = readMoment(`${text}`, tz)
  if (now === null)
    throw new UsageError(
      `--now must be a date such as 2026-11-11 or a moment such as 2026-11-11T20:00:00+08:00, not ${text}`,
      `--now 要写日期（如 2026-11-11）或时刻（如 2026-11-11T20:00:00+08:00），不能是 ${text}`,
    )
  return now
}
