/** The top of an axis: the least of 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, … that is not under the most that is shown. */
export function axisTop(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)))
  // Below ten there are no halves.
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10]
    .map((factor) => factor * power)
    .find((top) => top >= most && Number.isInteger(top))
}

/** Moments for the labels of a time axis, on round times, so that `room` labels fit. */
export function timeTicks(from, to, room) {
  const minute = 60_000
  const every =
    [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080].find(
      (one) => (to - from) / (one * minute) <= room,
    ) ?? 43_200
  const offset = new Date(from).getTimezoneOffset() * minute
  const first = Math.ceil((from - offset) / (every * minute)) * every * minute + offset
  const ticks = []
  for (let at = first; at <= to; at += every * minute) ticks.push(at)
  return ticks
}
