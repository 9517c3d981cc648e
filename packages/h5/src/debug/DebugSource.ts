import type { Json } from '@qianmian/core'
import type { Decision } from '../slot/SlotSource.js'

/** How one experience fared in a slot: the check that failed and what it saw, or null when it is on show. */
export interface DebugConsidered {
  readonly experience: string
  readonly priority: number
  readonly failed: string | null
  readonly values: { readonly [name: string]: Json }
}

/** What the overlay looks at of what decides: `personalize(client)` returns such. */
export interface DebugSource {
  visitor(): {
    readonly traits: { readonly [name: string]: Json }
    readonly tags: readonly string[]
    readonly audiences: readonly string[]
  }
  explain(slot: string): { readonly decision: Decision; readonly considered: readonly DebugConsidered[] }
}
