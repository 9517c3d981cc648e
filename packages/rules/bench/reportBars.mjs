import { bare, ours } from './contenders.mjs'
import { fastestCompetitor } from './fastestCompetitor.mjs'

const BARS = [
  ['decide all against the fastest competitor', 12, ({ all }, name) => fastestCompetitor(all) / all[name]],
  ['decide all against a bare interpreter', 1, ({ all }, name) => all[bare.name] / all[name]],
  ['one attribute changed against the fastest competitor', 200, ({ one }, name) => fastestCompetitor(one) / one[name]],
  [
    'cold start, new process, against the fastest competitor',
    1.5,
    ({ cold }, name) => fastestCompetitor(cold) / cold[name],
  ],
  [
    'cold start, again, against the fastest competitor',
    1.5,
    ({ again }, name) => fastestCompetitor(again) / again[name],
  ],
]

/** Prints, for each bar, how many times as fast each of ours is, and whether that is enough. */
export function reportBars({ count, times }) {
  console.log(`\nbars at ${count} rules`)
  for (const [title, bar, ratio] of BARS) {
    for (const { name } of ours) {
      const reached = ratio(times, name)
      console.log(`${reached >= bar ? 'holds ' : 'MISSED'} ${title}: ${reached.toFixed(2)} of ${bar} (${name})`)
    }
  }
}
