import type { Json } from '@qianmian/core'
import type { Scene } from '../Widget.js'
import { textOf } from './read.js'

/** Whether this person has got one of the stock, and its code as far as the server has told it. */
export function claimOf({ standing: { state, done } }: Scene): { readonly claimed: boolean; readonly code: string } {
  const code = codeOf(state?.claimed) || codeOf(state) || (done?.refusal === null ? codeOf(done.result) : '')
  return { claimed: Boolean(state?.claimed) || Boolean(code), code }
}

function codeOf(value: Json | undefined): string {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? textOf(value.code)
    : typeof value === 'string'
      ? value
      : ''
}
