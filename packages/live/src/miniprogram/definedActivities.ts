import type { Stop } from '@qianmian/core'
import type { Activities } from '../widgets/createActivities.js'

let defined: Activities | undefined
const waiting = new Set<(activities: Activities) => void>()

/** Gives the widget components of this mini-program their activities: those on show, and those to come. */
export function defineWidgets(activities: Activities): void {
  defined = activities
  for (const run of [...waiting]) run(activities)
}

/** Runs now, if the activities are defined, and whenever they are defined anew. */
export function whenDefined(run: (activities: Activities) => void): Stop {
  waiting.add(run)
  if (defined) run(defined)
  return () => {
    waiting.delete(run)
  }
}
