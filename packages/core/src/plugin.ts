import type { Client } from './client.js'
import type { Consent } from './consent.js'
import type { Json, RecordedEvent } from './event.js'
import type { Identity } from './identity.js'
import type { Platform, Stop } from './platform.js'

/** What a plugin may listen to. A listener that throws is reported and never stops the others. */
export interface Topics {
  /** An event that was accepted: after consent, after every plugin's `process`, in the same tick as the call that recorded it. */
  event: RecordedEvent
  /**
   * An event of this visitor that another page recorded, told once, to be folded: in another tab, or earlier, if the
   * stored state does not contain it yet. After `restored`, every event that the restored state does not contain is
   * told here, those of this page that may have been undone by it among them.
   */
  elsewhere: RecordedEvent
  /**
   * Who the visitor is has changed. `kept`: the same person, now with a name, and their history is theirs;
   * otherwise another person, whose history starts empty.
   */
  person: { identity: Identity; kept: boolean }
  consent: Consent
  /** The durable copy of the visitor's state, when it is newer than the mirror that `memory.read` gave. */
  restored: Json
}

/** The visitor's state as a plugin keeps it: a mirror to read before the first paint, a durable copy beside the outbox. */
export interface Memory {
  /** The mirror, or null when there is none or it cannot be read. */
  read(): Json | null
  /** Asks core to store the state soon, at most once a task; `produce` is called then. */
  write(produce: () => Json): void
}

/** What core hands to a plugin's `setup`. */
export interface PluginContext {
  readonly client: Client
  readonly platform: Platform
  readonly memory: Memory
  /** The device's clock corrected by the collector's, in ms since the epoch. */
  now(): number
  identity(): Identity
  consent(): Consent
  /** The same person, under ids that another site or app of the host knows them by. Their history stays theirs. */
  adopt(identity: Identity): void
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
}
