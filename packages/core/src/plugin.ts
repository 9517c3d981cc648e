import type { Client } from './client.js'
import type { Consent } from './consent.js'
import type { Json, JsonObject, RecordedEvent } from './event.js'
import type { Identity } from './identity.js'
import type { Platform, Stop } from './platform.js'

/** What a plugin may listen to. A listener that throws is reported and never stops the others. */
export interface Topics {
  /** An event that was accepted: after consent, after every plugin's `process`, in the same tick as the call that recorded it. */
  event: RecordedEvent
  /**
   * Who the visitor is has changed. `kept`: the same person, now with a name, and their history is theirs;
   * otherwise another person, whose history starts empty.
   */
  person: { identity: Identity; kept: boolean }
  consent: Consent
  /** What a plugin of another page of this host has sent; and events that were read from the outbox: `{ events: [JSON, …] }`. */
  message: Json
  /** All that plugins have told of the moment, by root, as `{ live: { watchedSeconds: 180 } }`; null: no longer so. */
  attributes: JsonObject
}

/** What core hands to a plugin's `setup`. */
export interface PluginContext {
  readonly client: Client
  readonly platform: Platform
  /** The device's clock corrected by the collector's, in ms since the epoch. */
  now(): number
  identity(): Identity
  consent(): Consent
  /** The same person, under ids that another site or app of the host knows them by. Their history stays theirs. */
  adopt(identity: Identity): void
  /** Whether an `anonymousId` is this person's, or was before they were adopted. */
  owns(anonymousId: unknown): boolean
  /** Whether this page is the one of all open pages that delivers. */
  leads(): boolean
  /** The JSON of the events in this page's memory: those that it has recorded and no collector has acknowledged are among them. */
  waiting(): readonly string[]
  /** Tells the plugins of all other pages of this host; they hear it as the topic `message`. */
  send(message: Json): void
  /** All that plugins have told of the moment, by root. */
  readonly attributes: JsonObject
  /** Tells something of the moment, outside of any event, to whoever decides by it: all of a root at once. */
  tell(attributes: JsonObject): void
  /** Tells the host's `onError`. */
  report(code: string, message: string, cause?: unknown): void
  on<T extends keyof Topics>(topic: T, run: (value: Topics[T]) => void): Stop
}

/** Something that joins a client: it may listen, change events before they are stored, or drop them. */
export interface Plugin {
  readonly name: string
  /** Called once, when the plugin is used. What it returns runs when the plugin is removed. */
  setup?(context: PluginContext): Stop | void
  /** Returns the event to store instead, nothing to leave it as it is, or null to drop it (counted as `plugin`). */
  process?(event: RecordedEvent): RecordedEvent | null | undefined | void
  /** Asked before acknowledged events are forgotten: resolves when they are in whatever the plugin keeps of them. */
  settled?(): Promise<unknown>
}
