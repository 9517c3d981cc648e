import type { Good } from './shop/goods.js'

/** The programme is over after so many seconds, and begins again. */
export const ROUND = 240

const parts: readonly (readonly [from: number, product: Good['id']])[] = [
  [0, 'muscat'],
  [80, 'orange'],
  [160, 'cherry'],
]

/** What is explained so many seconds into the broadcast. */
export function explainedAt(seconds: number): Good['id'] {
  const at = ((seconds % ROUND) + ROUND) % ROUND
  return parts.filter(([from]) => from <= at).pop()![1]
}
