/** A date and time of day in the device's zone, for what is further than a day away. */
export function moment(at: number): string {
  const date = new Date(at)
  const two = (number: number) => `${number}`.padStart(2, '0')
  return `${date.getMonth() + 1}/${date.getDate()} ${two(date.getHours())}:${two(date.getMinutes())}`
}
