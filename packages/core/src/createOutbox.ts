import type { Json, JsonObject, RecordedEvent } from './event.js'
import { pieces } from './pieces.js'
import type { Platform, SavedVisitor, Stop, StoredEvent } from './platform.js'
import { surplus } from './surplus.js'

/** What the device holds at most, and what it keeps of that when there is more. */
const MAX_EVENTS = 10_000
const EVENTS_KEPT = 9000
const ROWS_AT_ONCE = 200
const EVENTS_A_ROW = 250
const MAX_UNSTORED = 1000
/** Rows that are acknowledged and stay until they are folded. */
const MAX_UNFOLDED = 1000
const TIMEOUT_MS = 5000
/** A store that has once not answered is not waited for so long again. */
const SHORT_TIMEOUT_MS = 100

/**
 * An event on its way. Without `seq` it is not stored; `elapsed` is when it was recorded, if that was in this visit; it is
 * `done` when it is acknowledged, or refused.
 */
export interface Entry extends StoredEvent {
  seq?: number
  done?: boolean
  readonly elapsed?: number
}

/** What a tab tells the others of what it recorded: the `seq` of the row and its watermark, or the events that it could not store. */
export interface News {
  readonly texts: readonly string[]
  readonly last: number
  readonly watermark: number
}

/** What the outbox needs of the client. */
interface Host {
  /** Comes before every `snapshot` and every row. */
  prepare(): void
  /** The visitor's state with all that was added or told so far folded in; null to forget it; undefined when nobody keeps one. */
  snapshot(): JsonObject | null | undefined
  /** Whether somebody folds events into a state: then a row stays until it is folded. */
  folds(): boolean
  /**
   * The stored state; `missed`: it contains what this page has not been told of. True if it was taken: then what it does not
   * contain is told, again if need be.
   */
  restore(state: Json, missed: boolean): boolean
  /** An event that is to be folded, and was not recorded by this page, or is behind a state that was restored. */
  tell(text: string): void
  send(news: News): void
  /** So many events are ready to be sent. */
  wake(ready: number): void
  fail(cause: unknown): void
  drop(reason: string): void
}

/**
 * The events that no collector has acknowledged, in their order. What is added in one task is stored as one row (or as
 * many as it takes), at once, with the visitor's state behind it; only then it is sent, by the tab that leads. Where the
 * store fails, memory serves, up to 1,000 events, and every tab sends its own.
 */
export function createOutbox({ outbox: store, clock, tabs }: Pick<Platform, 'outbox' | 'clock' | 'tabs'>, host: Host) {
  let fresh: Entry[] = []
  /** Being stored by this tab, or stored and not yet in the queue of the tab that leads. */
  let ahead: Entry[] = []
  let queue: Entry[] = []
  /** Of this tab, folded by it, and in no row that it knows to be folded. */
  let own: readonly Entry[] = []
  let scheduled = false
  let opened = false
  let looked = false
  let stop: Stop = () => {}
  let leads = false
  /** What is told is folded into the stored state already. */
  let quiet = false
  /** The rows up to here are, or were: in the queue; folded by this tab; folded into the stored state. */
  let read = 0
  let folded = -1
  let watermark = 0
  /** Rows of which all is acknowledged, and that are not folded into the stored state. */
  let settled: number[] = []
  let patience = TIMEOUT_MS
  let tail: Promise<unknown> = Promise.resolve()

  /** What fails or hangs is told and resolves with undefined. */
  function ask<T>(work: () => Promise<T>): Promise<T | undefined> {
    return new Promise((resolve) => {
      const fail = (cause: unknown) => resolve(host.fail(cause) as undefined)
      const stop = clock.after(patience, () => {
        patience = SHORT_TIMEOUT_MS
        fail('no answer')
      })
      const done = (value: T) => {
        patience = TIMEOUT_MS
        resolve(value)
      }
      work().then(done, fail).then(stop)
    })
  }

  /** One such operation at a time: each begins when what follows from the one before is done. */
  function chain<T>(work: () => Promise<T>): Promise<T | undefined> {
    const next = tail.then(() => ask(work))
    tail = next
    return next
  }

  function save(): void {
    if (scheduled || !opened || quiet) return
    scheduled = true
    Promise.resolve().then(write)
  }

  async function write(): Promise<void> {
    scheduled = false
    host.prepare()
    // Before the stored state is known, there is none to be stored.
    const state = looked || !host.folds() ? host.snapshot() : undefined
    const parts: Promise<void>[] = []
    while (fresh.length > EVENTS_A_ROW) parts.push(writeRow(fresh.splice(0, EVENTS_A_ROW)))
    if (fresh.length || state !== undefined) parts.push(writeRow(fresh.splice(0), state))
    await Promise.all(parts)
    host.wake(queue.length + ahead.length)
  }

  async function writeRow(batch: readonly Entry[], state?: JsonObject | null): Promise<void> {
    const known = folded
    ahead.push(...batch)
    own = [...own, ...batch]
    const seq = await ask(() => store.append(batch.map(stored), state && { state, watermark: known }))
    if (seq === undefined) {
      ahead = ahead.filter((entry) => !batch.includes(entry))
      queue.push(...batch)
      lose(surplus(queue.filter(isUnstored), MAX_UNSTORED))
    } else {
      const before = batch.length ? seq - 1 : seq
      // The store has been emptied by somebody else, and numbers begin anew.
      if (before < seq && seq <= Math.max(read, folded)) read = folded = watermark = before
      for (const entry of batch) entry.seq = seq
      const done = batch.filter((entry) => entry.done)
      if (done.length) forget(done)
      if (leads && before === read) readUpTo(seq, batch)
      else if (leads) readMore()
      if (before > folded) await catchUp()
      if (before <= folded) folded = Math.max(folded, seq)
      if (state && known === before) settle(seq)
      // Other rows came between: the state is stored again, with them.
      else if (state && seq <= folded) save()
      if (!leads) ahead = ahead.filter((entry) => !batch.includes(entry))
    }
    own = own.filter((entry) => !batch.includes(entry))
    if (batch.length) host.send({ texts: seq ? [] : batch.map((entry) => entry.text), last: seq ?? 0, watermark })
  }

  /** Puts into the queue what it lacks. */
  async function readMore(): Promise<void> {
    const rows = leads ? await chain(() => store.peek(read, ROWS_AT_ONCE)) : undefined
    if (!rows?.length || !leads) return
    readUpTo(
      rows[rows.length - 1]!.seq,
      rows.flatMap(({ seq, events }) => (seq > read ? events.map((event) => ({ ...event, seq })) : [])),
    )
    host.wake(queue.length)
    if (rows.length === ROWS_AT_ONCE) await readMore()
  }

  /** Puts rows into the queue, those of this tab as the entries that they are. */
  function readUpTo(last: number, entries: readonly Entry[]): void {
    const mine = new Map(ahead.map((entry) => [entry.text, entry]))
    for (const entry of entries) {
      if (!entry.done) queue.push(Object.assign(mine.get(entry.text) ?? entry, { seq: entry.seq }))
    }
    read = Math.max(read, last)
    ahead = ahead.filter(({ seq }) => !(seq! <= read))
    if (queue.length > MAX_EVENTS) lose(surplus(queue, EVENTS_KEPT))
  }

  /** Tells what other tabs have stored since this one last knew, or what no stored state contains yet. */
  async function catchUp(): Promise<void> {
    const found = host.folds() && (await chain(() => store.load(folded < 0 ? 1e15 : folded)))
    if (!found) return
    const { visitor, rows } = found
    const saved = visitor?.watermark ?? 0
    // At first; or rows are gone that this tab never folded: the state has them.
    if (folded < 0 || rows.filter(({ seq }) => seq <= saved).length < saved - folded) {
      const missed = folded >= 0
      watermark = folded = saved
      if (visitor && host.restore(visitor.state, missed)) for (const { text } of [...own, ...fresh]) host.tell(text)
    }
    for (const { seq, events } of rows) {
      const mine = own.some((entry) => entry.text === events[0]!.text)
      quiet = seq <= saved
      if (seq > folded && !mine) for (const { text } of events) host.tell(text)
      folded = Math.max(folded, seq)
      quiet = false
    }
  }

  /** The stored state contains the rows up to here: of those, what is acknowledged can go. */
  function settle(seq: number): void {
    watermark = Math.max(watermark, seq)
    const gone = settled.filter((one) => one <= watermark)
    settled = settled.filter((one) => one > watermark)
    if (gone.length) chain(() => store.acknowledge(gone.map((seq) => ({ seq, events: [] }))))
  }

  function lose(gone: readonly Entry[]): void {
    for (const _ of gone) host.drop('overflow')
    remove(gone)
  }

  function remove(gone: readonly Entry[], limit = 1e15): void {
    const out = new Set(gone)
    queue = queue.filter((entry) => !out.has(entry))
    ahead = ahead.filter((entry) => !out.has(entry))
    fresh = fresh.filter((entry) => !out.has(entry))
    const rows = new Map<number, StoredEvent[]>()
    for (const entry of gone) {
      entry.done = true
      if (entry.seq) rows.set(entry.seq, [])
    }
    for (const entry of [...queue, ...ahead]) rows.get(entry.seq!)?.push(stored(entry))
    const changed = [...rows].map(([seq, events]) => ({ seq, events }))
    settled.push(...changed.filter(({ seq, events }) => seq > limit && !events.length).map(({ seq }) => seq))
    const free = changed.filter(({ seq }) => seq <= limit)
    if (free.length) chain(() => store.acknowledge(free))
  }

  /**
   * These are acknowledged, or refused. A row that is not folded yet stays until it is; or, of such rows the newest
   * 1,000, for the next visit to fold and to send again.
   */
  function forget(entries: readonly Entry[]): void {
    remove(entries, host.folds() ? Math.max(watermark, read - MAX_UNFOLDED) : undefined)
  }

  function lead(now: boolean): void {
    leads = now
    read = 0
    queue = queue.filter(isUnstored)
    readMore().then(() => host.wake(queue.length))
  }

  return {
    async open(): Promise<void> {
      opened = true
      // Who folds from the start has been told so by then.
      await undefined
      // Either opens the store: an event that is recorded when all is ready need not wait for that.
      await (host.folds() ? catchUp() : chain(() => store.peek(0, 1)))
      looked = true
      await write()
      if (tabs) stop = tabs.lead(lead)
      else lead(true)
    },
    add(entry: Entry): void {
      fresh.push(entry)
      save()
    },
    /** Stores the visitor's state soon, at most once a task. */
    save,
    /** Somebody begins to fold: what came before, in this visit too, is told. */
    begin(): void {
      const before = [...own, ...fresh]
      Promise.resolve().then(() => {
        for (const { text } of before) host.tell(text)
      })
      if (looked) catchUp()
    },
    /** What another tab tells. */
    hear({ texts, last, watermark: theirs }: News): void {
      settle(theirs)
      texts.forEach(host.tell)
      if (last > folded) catchUp()
      readMore()
    },
    /** Looks for what another tab has stored. */
    look: readMore,
    /** The oldest entries, at most `count` and `size` bytes of them, but at least one if there is one. */
    take: (count: number, size: number): Entry[] => pieces(queue.slice(0, count), count, size)[0] ?? [],
    forget,
    /** All that is in memory and has to be sent by this tab. */
    entries: (): readonly Entry[] => (leads ? [...queue, ...ahead, ...fresh] : queue),
    /** All that is in memory. */
    rests: () => queue.length + ahead.length + fresh.length > 0,
    /** Something can be sent now. */
    waits: () => queue.length > 0,
    leads: () => leads,
    stop: () => stop(),
    clear(): Promise<unknown> {
      fresh = []
      ahead = []
      queue = []
      return ask(() => store.clear())
    },
    /** Every stored event, and the stored state. */
    async dump(): Promise<{ events: RecordedEvent[]; visitor: SavedVisitor | null }> {
      const rows = (await ask(() => store.peek(0, 1e9))) ?? []
      const found = await ask(() => store.load(1e15))
      const events = rows.flatMap((row) => row.events.map(({ text }) => JSON.parse(text)))
      return { events, visitor: found?.visitor ?? null }
    },
  }
}

function stored({ text, bytes, at, important }: Entry): StoredEvent {
  return { text, bytes, at, important }
}

function isUnstored({ seq }: Entry): boolean {
  return !seq
}

export type Outbox = ReturnType<typeof createOutbox>
