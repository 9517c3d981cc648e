/**
 * The moment at which clocks in a time zone show a date, hour and minute, in ms since the epoch.
 * An hour past 23 belongs to the next date.
 * @param tz an IANA zone, or an offset such as `+08:00`
 */
export function localTime(
  tz: string,
  [year, month, day]: readonly [number, number, number],
  hour = 0,
  minute = 0,
): number {
  const shown = Date.UTC(year, month - 1, day, hour, minute)
  const guess = shown - zone(tz, shown).offset
  return shown - zone(tz, guess).offset
}

/** A moment as clocks in a time zone show it: ISO 8601 with the zone's offset. */
export function showLocal(tz: string, at: number): string {
  const { offset, name } = zone(tz, at)
  return `${new Date(at + offset).toISOString().slice(0, -1)}${name}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What the zone is ahead of UTC at a moment, in ms and as ISO 8601 writes it. */
function zone(tz: string, at: number): { offset: number; name: string } {
  const [name, sign, hours, minutes] = offsetForm.exec(tz) ??
    offsetForm.exec(longOffset(tz, at)) ?? ['+00:00', '+', 0, 0]
  return { offset: (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000, name }
}

const offsetForm = /([+-])(\d\d):(\d\d)$/

/** `GMT+08:00`, or `GMT` alone. */
function longOffset(tz: string, at: number): string {
  let format = formats.get(tz)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' })
    formats.set(tz, format)
  }
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')!.value
}
