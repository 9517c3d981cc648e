/** The latest that a `Date` can be, in ms: https://tc39.es/ecma262/#sec-time-values-and-time-range */
const LAST = 8.64e15

/** A date and time of day in the device's zone, for what is further than a day away. */
export function moment(at: number): string {
  const date = new Date(Math.max(-LAST, Math.min(LAST, at)))
  const two = (number: number) => `${number}`.padStart(2, '0')
  return `${date.getMonth() + 1}/${date.getDate()} ${two(date.getHours())}:${two(date.getMinutes())}`
}
