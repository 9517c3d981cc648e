import { competitors } from './contenders.mjs'

/** The time of the fastest competitor among times by name. */
export const fastestCompetitor = (times) => Math.min(...competitors.map(({ name }) => times[name]))
