import type { JsonObject, Stop } from '@qianmian/core'

/** What a slot shows, as far as rendering it needs to know. */
export interface Decision {
  readonly slot: string
  readonly experience: string | null
  readonly payload: (JsonObject & { readonly type: string }) | null
  readonly reason: string
}

/** One slot's decisions, as `personalize(client).slot(name)` gives them, and what became of them. */
export interface SlotSource {
  get(): Decision
  subscribe(run: (decision: Decision) => void): Stop
  viewed(): void
  clicked(): void
  dismissed(): void
}

/** Whatever hands out slots: what `personalize(client)` returns. */
export interface SlotProvider {
  slot(name: string): SlotSource
}
