import { calendar } from '../calendar.js'

/** A moment, in ms since the epoch, as clocks in a time zone show it: `2026-12-01 19:00`. A zone that cannot be computed counts as UTC. */
export function timeInWords(at: number, tz?: string): string {
  const days = calendar(tz) ?? calendar()!
  const local = new Date(at + days.offset(at))
  return Number.isNaN(local.getTime()) ? '' : local.toISOString().slice(0, 16).replace('T', ' ')
}
