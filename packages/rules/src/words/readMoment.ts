import { calendar } from '../calendar.js'
import { moment } from '../schedule.js'

/**
 * A moment that a person wrote, in ms since the epoch: ISO 8601, in the time zone unless it has an offset of its own.
 * A date alone is its end, so that all that happened on it is included. Null when it cannot be read.
 */
export function readMoment(text: string, tz?: string): number | null {
  const days = calendar(tz) ?? calendar()!
  const whole = /^\d{4}-\d\d-\d\d$/.test(text)
  if (!whole && !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) return null
  const at = moment(whole ? `${text}T23:59:59.999` : text.replace(' ', 'T'), days)
  return Number.isNaN(at) ? null : at
}
