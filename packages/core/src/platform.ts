import type { EventContext, Json, RecordedEvent } from './event.js'

/** Ends what the call that returned it began. Calling it again does nothing. */
export type Stop = () => void

/** Small, synchronous and readable before the first paint. Any call may throw (private mode, quota): core copes. */
export interface StateStore {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
}

/** An event in the outbox. `seq` grows with every row of this device, across tabs and visits. */
export interface Row {
  readonly seq: number
  readonly event: RecordedEvent
}

/** The visitor's state, and the `seq` of the newest event that is folded into it. */
export interface SavedVisitor {
  readonly state: Json
  readonly watermark: number
}

/**
 * The durable queue of events that no collector has acknowledged yet, with the visitor's state beside it.
 * When a returned promise resolves, what it stands for survives the end of the process; it rejects when storage fails.
 */
export interface OutboxStore {
  /**
   * Stores events (there may be none) in their order and resolves with their new `seq`s; with `visitor`, that too, in
   * the same transaction, and its watermark becomes the newest `seq` that was ever given.
   */
  append(events: readonly RecordedEvent[], visitor?: Json): Promise<readonly number[]>
  /** The oldest rows whose `seq` is greater than `after`, in order. */
  peek(after: number, limit: number): Promise<readonly Row[]>
  /** Forgets these rows. Unknown ones are passed over. */
  acknowledge(seqs: readonly number[]): Promise<void>
  /** The visitor's state as last stored, or null. */
  load(): Promise<SavedVisitor | null>
  /** Forgets everything; `seq` goes on growing. */
  clear(): Promise<void>
}

/** One request. `last` marks one that is sent while the page closes: no answer may come, and 64 KB is the most that fits. */
export interface Request {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
  readonly last?: boolean
}

/** An answer, whatever its status. Header names are in lower case. */
export interface Response {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Resolves with any HTTP status; rejects only when no answer came. */
export type Network = (request: Request) => Promise<Response>

export interface Clock {
  /** Milliseconds since the epoch, by the device. */
  now(): number
  /** Runs once after `ms`, unless stopped before. */
  after(ms: number, run: () => void): Stop
}

export interface Lifecycle {
  /** `hide` comes when the page or app may be killed without another word; `show` and `online` when it is back. */
  on(moment: 'show' | 'hide' | 'online', run: () => void): Stop
}

/** All that core may ask of its host. An adapter is one function that returns this. */
export interface Platform {
  /** `'h5'`, `'wechat'`, … */
  readonly name: string
  readonly state: StateStore
  readonly outbox: OutboxStore
  readonly network: Network
  readonly clock: Clock
  readonly lifecycle: Lifecycle
  /** [0, 1); not for secrets. */
  random(): number
  /** A new unguessable id, URL-safe. */
  id(): string
  /**
   * Whether a signature (base64url, ECDSA on P-256 with SHA-256) of a text is by the owner of a JSON Web Key.
   * Absent where the host cannot tell.
   */
  verify?(key: object, signature: string, text: string): Promise<boolean>
  /** What the host knows of the moment, asked at each event: page, device, locale, and how this visit came. */
  context(): EventContext
}
