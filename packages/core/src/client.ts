import type { Consent } from './consent.js'
import type { JsonObject } from './event.js'
import type { Stop } from './platform.js'
import type { Plugin } from './plugin.js'

/** Events of any name, with any properties. */
export type AnyEvents = { [event: string]: JsonObject }

/**
 * The client that every adapter's `createClient` returns. Recording calls return at once and never throw.
 * `Events` says which events there are: the type of each one's properties by its name.
 */
export interface Client<Events extends object = AnyEvents> {
  /** Identity and outbox are open. It never rejects: where storage fails, it resolves and memory serves. */
  readonly ready: Promise<void>
  page(name?: string, properties?: JsonObject): void
  track<Name extends keyof Events & string>(
    event: Name,
    // Properties may be left out only where none is required.
    ...properties: Record<never, never> extends Events[Name] ? [properties?: Events[Name]] : [properties: Events[Name]]
  ): void
  identify(userId: string, traits?: JsonObject): void
  group(groupId: string, traits?: JsonObject): void
  alias(userId: string, previousId?: string): void
  /** Another person from here on: new `anonymousId`, new session, state erased. */
  reset(): void
  /** Resolves when all that was recorded is acknowledged. */
  flush(): Promise<void>
  /** Sets purposes, keeps the others, stores them with their time. */
  consent(purposes: Partial<Pick<Consent, 'analytics' | 'personalization'>>): void
  use(plugin: Plugin): Stop
  /** All that this device holds of its visitor. */
  export(): Promise<JsonObject>
  /** Erases all that this device holds of its visitor. */
  erase(): Promise<void>
  /** Ends timers, listeners and plugins; what is recorded stays in the outbox for the next visit. */
  stop(): void
}
