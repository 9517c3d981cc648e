import type { Consent, JsonObject, RecordedEvent } from '@qianmian/core'

/** What this device holds of its visitor, as `client.export()` tells it. */
export interface Held {
  readonly anonymousId: string
  readonly userId: string | null
  readonly session?: { readonly number: number; readonly start: number }
  readonly consent: Consent
  /** How many events were dropped, by reason. */
  readonly dropped: JsonObject
  /** What no collector has acknowledged yet. */
  readonly events: readonly RecordedEvent[]
}
