import type { Consent } from './consent.js'
import type { Json, JsonObject } from './event.js'
import type { Stop } from './platform.js'
import type { Plugin } from './plugin.js'

/** Events of any name, with any properties. */
export type AnyEvents = { [event: string]: JsonObject }

/** What of a type JSON can say, dates as text: itself, but for the parts that could not be sent. */
type Sendable<Given> = Given extends Json | Date
  ? Given
  : Given extends bigint | symbol | undefined | ((...args: never) => unknown)
    ? never
    : { [Key in keyof Given]: Sendable<Given[Key]> }

/**
 * Properties or traits of any type that JSON can say. An interface is no `JsonObject`, whatever is in it, since it has no
 * index signature: https://github.com/microsoft/TypeScript/issues/15300
 */
export type Properties<Given> = Given extends readonly unknown[] | Date ? never : Given & Sendable<Given>

/**
 * The client that every adapter's `createClient` returns. Recording calls return at once and never throw.
 * `Events` says which events there are: the type of each one's properties by its name.
 */
export interface Client<Events extends object = AnyEvents> {
  /** Identity and outbox are open. It never rejects: where storage fails, it resolves and memory serves. */
  readonly ready: Promise<void>
  page<Given extends object>(name?: string, properties?: Properties<Given>): void
  track<Name extends keyof Events & string, Given extends object = JsonObject>(
    event: Name,
    // Properties may be left out only where none is required.
    ...properties: string extends keyof Events
      ? [properties?: Properties<Given>]
      : Record<never, never> extends Events[Name]
        ? [properties?: Events[Name]]
        : [properties: Events[Name]]
  ): void
  identify<Given extends object>(userId: string, traits?: Properties<Given>): void
  group<Given extends object>(groupId: string, traits?: Properties<Given>): void
  alias(userId: string, previousId?: string): void
  /** Another person from here on: new `anonymousId`, new session, state erased. */
  reset(): void
  /** Resolves when all that was recorded is acknowledged, or, after `stop`, nothing more is sent. */
  flush(): Promise<void>
  /** Sets purposes, keeps the others, stores them with their time. */
  consent(purposes: Partial<Pick<Consent, 'analytics' | 'personalization'>>): void
  use(plugin: Plugin): Stop
  /** All that this device holds of its visitor, what waits in memory included. */
  export(): Promise<JsonObject>
  /** Erases all that this device holds of its visitor. */
  erase(): Promise<void>
  /** Ends timers, listeners and plugins; what is recorded stays in the outbox for the next visit. */
  stop(): void
}
