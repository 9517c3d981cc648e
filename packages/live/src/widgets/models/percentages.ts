/** Whole percentages that add up to 100, each within one of its exact share: the largest remainders are rounded up. */
export function percentages(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (!total) return counts.map(() => 0)
  const exact = counts.map((count) => (count / total) * 100)
  const whole = exact.map(Math.floor)
  const missing = 100 - whole.reduce((sum, one) => sum + one, 0)
  exact
    .map((share, index) => ({ index, rest: share - whole[index]! }))
    .sort((one, other) => other.rest - one.rest)
    .slice(0, missing)
    .forEach(({ index }) => {
      whole[index]!++
    })
  return whole
}
