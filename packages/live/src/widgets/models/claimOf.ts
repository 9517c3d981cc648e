import type { Scene } from '../Widget.js'
import { resultOf } from './resultOf.js'
import { textOf } from './textOf.js'

/** Whether this person has got one of the stock, and its code as far as the server has told it. */
export function claimOf({ standing: { state, done } }: Scene): { readonly claimed: boolean; readonly code: string } {
  const code = textOf(resultOf(state?.claimed, 'code') ?? (done?.refusal ? undefined : resultOf(done?.result, 'code')))
  return { claimed: Boolean(state?.claimed || code), code }
}
