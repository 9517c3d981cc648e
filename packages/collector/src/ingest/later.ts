import { Refusal } from '../problem.js'

/** A crowd that is sent away comes back spread over this many seconds. */
const spread = 5

/** The refusal of a batch that nothing is wrong with: 503, and after how many seconds to send it again. */
export function later(reason: string): Refusal {
  const problem = { code: 'unavailable', message: `${reason}: send the batch again in a moment` }
  return new Refusal(503, [problem], 1 + Math.floor(Math.random() * spread))
}
