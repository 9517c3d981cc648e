import { median } from '../../rules/bench/median.mjs'

/** Of some visits of the same kind, the median of each figure. */
export function medians(visits) {
  const keys = Object.keys(visits[0])
  return Object.fromEntries(keys.map((key) => [key, median(visits.map((visit) => visit[key]))]))
}
