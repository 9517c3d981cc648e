import type { Json, RecordedEvent } from './event.js'
import { bytes, pieces } from './pieces.js'
import type { Platform, SavedVisitor } from './platform.js'

/** So many of an earlier visit's events are sent by this visit; the next one sends the next. */
const MAX_BACKLOG = 5000
const MAX_UNSTORED = 1000
const MAX_UNFOLDED = 1000
const TIMEOUT_MS = 5000

/** An event on its way, with the text that is sent. `seq` is its row; NaN while it is being stored, 0 where that failed. */
export interface Entry {
  readonly event: RecordedEvent
  readonly text: string
  readonly bytes: number
  seq?: number
}

/** What the outbox needs of the client. */
interface Host {
  /** The visitor's state with all that was added so far folded in; undefined when nobody keeps one. */
  snapshot(): Json | undefined
  /** Whether somebody folds events into a state: then a row stays until it is folded. */
  folds(): boolean
  /** The state that was stored, then each event that it does not contain. */
  restore(saved: SavedVisitor): void
  replay(event: RecordedEvent): void
  /** So many events are ready to be sent. */
  wake(ready: number): void
  fail(cause: unknown): void
  drop(reason: string): void
}

/** An event with its text. */
export function toEntry(event: RecordedEvent, seq?: number): Entry {
  const text = JSON.stringify(event)
  return { event, text, bytes: bytes(text), seq }
}

/**
 * The events that no collector has acknowledged, in their order. What is added in one task is stored in one transaction,
 * together with the visitor's state; only then it is sent. Where the store fails, memory serves, up to 1,000 events.
 */
export function createOutbox({ outbox: store, clock }: Pick<Platform, 'outbox' | 'clock'>, host: Host) {
  let queue: Entry[] = []
  let scheduled = false
  let opened = false
  let newest = 0
  let watermark = 0
  let tail: Promise<unknown> = Promise.resolve()

  /** One storage operation at a time, in the order of the calls. What fails or hangs is told and resolves with undefined. */
  function chain<T>(work: () => Promise<T>): Promise<T | undefined> {
    const next = tail.then(
      () =>
        new Promise<T | undefined>((resolve) => {
          const fail = (cause: unknown) => resolve(host.fail(cause) as undefined)
          const stop = clock.after(TIMEOUT_MS, () => fail('no answer'))
          work().then(resolve, fail).then(stop)
        }),
    )
    tail = next
    return next
  }

  function save(): void {
    if (scheduled || !opened) return
    scheduled = true
    Promise.resolve().then(write)
  }

  async function write(): Promise<void> {
    scheduled = false
    const batch = queue.filter((entry) => entry.seq === undefined)
    const events = batch.map((entry) => entry.event)
    const state = host.snapshot()
    if (!batch.length && state === undefined) return
    for (const entry of batch) entry.seq = Number.NaN
    const seqs = await chain(() => store.append(events, state))
    batch.forEach((entry, i) => {
      entry.seq = seqs?.[i] ?? 0
    })
    newest = Math.max(newest, ...(seqs ?? []))
    if (seqs && state !== undefined) watermark = newest
    let room = MAX_UNSTORED
    queue = queue.filter((entry) => entry.seq !== 0 || room-- > 0 || host.drop('overflow'))
    host.wake(ready().length)
  }

  function ready(): Entry[] {
    return queue.filter(isReady)
  }

  /** Hands out the stored state, and what is in memory and not folded into it. */
  async function replay(): Promise<void> {
    const saved = await chain(() => store.load())
    if (saved) host.restore(saved)
    watermark = saved?.watermark ?? 0
    for (const { event, seq } of [...queue]) if (seq! > watermark) host.replay(event)
  }

  return {
    async open(): Promise<void> {
      const rows = await chain(() => store.peek(0, MAX_BACKLOG))
      queue.unshift(...(rows ?? []).map(({ event, seq }) => toEntry(event, (newest = seq))))
      if (host.folds()) await replay()
      opened = true
      await write()
      host.wake(ready().length)
    },
    add(entry: Entry): void {
      queue.push(entry)
      save()
    },
    /** Stores the visitor's state soon, at most once a task. */
    save,
    /** For somebody who begins to fold after `open`. */
    replay: () => opened && replay(),
    /** The oldest stored entries, at most `count` and `size` bytes of them, but at least one if there is one. */
    take: (count: number, size: number): Entry[] => pieces(ready().slice(0, count), count, size)[0] ?? [],
    /**
     * These are acknowledged, or dropped; what is not stored yet stays. A row that is not folded yet stays, for the next visit to fold and to send
     * again; of such rows, the newest 1,000.
     */
    forget(entries: readonly Entry[]): void {
      const gone = new Set(entries.filter(isReady))
      const folded = host.folds() ? Math.max(watermark, newest - MAX_UNFOLDED) : newest
      queue = queue.filter((entry) => !gone.has(entry))
      chain(() => store.acknowledge([...gone].map((entry) => entry.seq!).filter((seq) => seq && seq <= folded)))
    },
    /** All that is in memory, stored or not. */
    entries: (): readonly Entry[] => queue,
    clear(): Promise<unknown> {
      queue = []
      return chain(() => store.clear())
    },
    /** Every stored event, and the stored state. */
    async dump(): Promise<{ events: RecordedEvent[]; visitor: SavedVisitor | null }> {
      const rows = (await chain(() => store.peek(0, 1e9))) ?? []
      return { events: rows.map((row) => row.event), visitor: (await chain(() => store.load())) ?? null }
    },
  }
}

function isReady({ seq }: Entry): boolean {
  return seq! >= 0
}

export type Outbox = ReturnType<typeof createOutbox>
