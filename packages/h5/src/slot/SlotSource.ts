import type { JsonObject, Stop } from '@qianmian/core'

/** What a slot shows: plain JSON with a type that names its renderer. */
export type Payload = { type: string } & JsonObject

/** What was decided for a slot; with `experience` null, nothing of the marketer's is shown. */
export interface Decision {
  readonly slot: string
  readonly experience: string | null
  readonly variation: string | null
  readonly payload: Payload | null
  readonly reason: 'chosen' | 'default' | 'withheld' | 'preview' | 'pending'
  readonly revision: number
  readonly withheld?: { readonly experience: string }
  /** All that a slot with a limit shows. */
  readonly items?: readonly Decision[]
}

/** One slot's decisions, as `personalize(client).slot(name)` gives them, and what became of them. */
export interface SlotSource {
  get(): Decision
  /** Runs `run` in the same tick as a change. */
  subscribe(run: (decision: Decision) => void): Stop
  /** Of several that are on show, the experience says which. */
  viewed(experience?: string): void
  clicked(experience?: string): void
  dismissed(experience?: string): void
}
