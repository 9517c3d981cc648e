import { localTime, showLocal } from '../localTime.js'

/** The date that calendars in a zone show at a moment: `2026-11-24`. */
export const dateAt = (tz: string, at: number): string => showLocal(tz, at).slice(0, 10)

/** The date so many days later, or earlier. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The moment at which clocks in a zone show a date and a time such as `05:30`, in ms. */
export function momentOf(tz: string, date: string, clock = '00:00'): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const [hour, minute] = clock.split(':').map(Number) as [number, number]
  return localTime(tz, [year, month, day], hour, minute)
}
