import type { EventContext, Json } from './event.js'

/** Ends what the call that returned it began. Calling it again does nothing. */
export type Stop = () => void

/** Small, synchronous and readable before the first paint. Any call may throw (private mode, quota): core copes. */
export interface StateStore {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
}

/** An event as it waits: its JSON, and the device's time (ms) when it was recorded. */
export interface StoredEvent {
  readonly text: string
  readonly at: number
  /** Where there is no room for all, the others go first. */
  readonly important: boolean
}

/** What one `append` stored. `seq` grows by one with every row of this device, across tabs and visits. */
export interface Row {
  readonly seq: number
  readonly events: readonly StoredEvent[]
}

/**
 * The durable queue of events that no collector has acknowledged yet, with the visitor's state beside it. Several tabs
 * share it. What a call does happens after what was called before. When a returned promise resolves, what it stands for
 * survives the end of the process; it rejects when storage fails.
 */
export interface OutboxStore {
  /**
   * Stores events, at least one, as one row and resolves with its `seq`. The row is on its way when the call returns, so
   * that it survives a page that ends meanwhile.
   */
  append(events: readonly StoredEvent[]): Promise<number>
  /** The oldest rows whose `seq` is greater than `after`, in order. */
  peek(after: number, limit: number): Promise<readonly Row[]>
  /** Keeps of each row the events that are given; none: forgets it. Rows that are gone stay so. */
  acknowledge(rows: readonly Row[]): Promise<void>
  /** The state that was last saved, or null. */
  load(): Promise<Json>
  /** Stores the visitor's state in place of the one before; null forgets it. */
  save(state: Json): Promise<void>
  /** Forgets everything; `seq` goes on growing. */
  clear(): Promise<void>
}

/** One request. `last` marks one that is sent while the page closes: no answer may come, and 64 KB is the most that fits. */
export interface Request {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The receiver also takes a body that is compressed, at the same address with `?encoding=gzip`. */
  readonly gzip?: boolean
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
  /** Milliseconds since some moment of this visit, whatever becomes of the device's clock. */
  elapsed(): number
  /** Runs once after `ms`, unless stopped before. */
  after(ms: number, run: () => void): Stop
}

export interface Lifecycle {
  /** `hide` comes when the page or app may be killed without another word; `show` and `online` when it is back. */
  on(moment: 'show' | 'hide' | 'online', run: () => void): Stop
}

/** The other pages of this host that share its storage. */
export interface Tabs {
  /** Tells `run` whether this page leads, whenever that changes. At most one page leads; when it ends, another does. */
  lead(run: (leads: boolean) => void): Stop
  /** To all others that listen now, in the order of the calls. */
  send(message: Json): void
  on(run: (message: Json) => void): Stop
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
  /** Absent where there is only ever one page, or pages cannot talk to each other. */
  readonly tabs?: Tabs
  /** The visitor has told the host not to be tracked, as by Global Privacy Control. */
  readonly optedOut?: boolean
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
