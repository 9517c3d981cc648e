import type { ActivityState } from '../activity.js'
import { numberOf } from './numberOf.js'

/** Where a moment lies in an activity's time, and the ms until the next border; without an end that is endless, and what was stopped is over. */
export function periodOf(state: ActivityState | null, now: number): { at: 'early' | 'open' | 'late'; left: number } {
  const opens = numberOf(state?.opens, Number.NEGATIVE_INFINITY)
  const closes = numberOf(state?.closes, Number.POSITIVE_INFINITY)
  if (state?.stopped) return { at: 'late', left: Number.POSITIVE_INFINITY }
  if (now < opens) return { at: 'early', left: opens - now }
  return { at: now < closes ? 'open' : 'late', left: closes - now }
}
