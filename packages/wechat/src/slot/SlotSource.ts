import type { JsonObject, Stop } from '@qianmian/core'

/** What a slot shows, as far as rendering it needs to know. */
export interface Decision {
  readonly slot: string
  readonly experience: string | null
  readonly payload: (JsonObject & { readonly type: string }) | null
  readonly reason: string
  readonly withheld?: { readonly experience: string }
  /** All that a slot with a limit shows. */
  readonly items?: readonly Decision[]
}

/** One slot's decisions, as `personalize(client).slot(name)` gives them, and what became of them. */
export interface SlotSource {
  get(): Decision
  subscribe(run: (decision: Decision) => void): Stop
  /** Of several that are on show, the experience says which. */
  viewed(experience?: string): void
  clicked(experience?: string): void
  dismissed(experience?: string): void
}

/** Whatever hands out slots: what `personalize(client)` returns. */
export interface SlotProvider {
  slot(name: string): SlotSource
}
