import type { Json, RecordedEvent } from './event.js'
import { pieces } from './pieces.js'
import type { Platform, Row, Stop, StoredEvent } from './platform.js'
import { surplus } from './surplus.js'

/** What the device holds at most, and what it keeps of that when there is more. */
const MAX_EVENTS = 10_000
const EVENTS_KEPT = 9000
const ROWS_AT_ONCE = 200
const EVENTS_A_ROW = 250
const MAX_UNSTORED = 1000
const TIMEOUT_MS = 5000
/** A store that has once not answered is not waited for so long again. */
const SHORT_TIMEOUT_MS = 100

/** An event on its way: `elapsed` is when it was recorded, if that was in this visit; `done` when it is acknowledged, or refused. */
export interface Entry extends StoredEvent {
  done?: boolean
  readonly elapsed?: number
}

/** A row, with what is left of it. Without `seq` it is not stored. */
interface Waiting {
  seq?: number
  events: readonly Entry[]
}

/** What the outbox needs of the client. */
interface Host {
  /** Comes before what a task recorded is stored. */
  prepare(): void
  /** Rows that other pages, or earlier ones, have stored. */
  found(events: readonly StoredEvent[]): void
  /** A row is stored, or can be sent. */
  changed(): void
  /** Resolves when acknowledged events can be forgotten. */
  settled(): Promise<unknown>
  fail(cause: unknown): void
  drop(reason: string): void
}

/**
 * The events that no collector has acknowledged, in their order. What is added in one task is written when it ends, as one
 * row (or as many as it takes); only then it is sent, by the tab that leads. Where the store fails, memory serves, up to
 * 1,000 events, and every tab sends its own.
 */
export function createOutbox({ outbox: store, clock, tabs }: Pick<Platform, 'outbox' | 'clock' | 'tabs'>, host: Host) {
  let fresh: (() => Entry)[] = []
  /** Being stored by this tab, or stored and not yet in the queue of the tab that leads. */
  let ahead: Waiting[] = []
  let queue: Waiting[] = []
  /** How many events the queue has. */
  let size = 0
  /** The rows up to here are, or were, in the queue. */
  let read = 0
  let leads = false
  let patience = TIMEOUT_MS
  let stop: Stop = () => {}

  const eventsOf = (rows: readonly Waiting[]) => rows.flatMap(({ events }) => events)

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

  /** Stores what was added, at once. */
  function write(): void {
    if (fresh.length) host.prepare()
    while (fresh.length) keep({ events: fresh.splice(0, EVENTS_A_ROW).map((make) => make()) })
  }

  async function keep(row: Waiting): Promise<void> {
    ahead.push(row)
    const seq = await ask(() => store.append(row.events.map(stored)))
    row.seq = seq
    if (!seq || !leads) ahead = ahead.filter((one) => one !== row)
    if (!seq) {
      enqueue(row)
      lose(surplus(eventsOf(queue.filter(isUnstored)), MAX_UNSTORED))
    } else if (leads) {
      // The store has been emptied by somebody else, and numbers begin anew.
      if (seq <= read) read = seq - 1
      if (seq === read + 1) land([row as Row])
      else await look()
    }
    host.changed()
  }

  function enqueue(row: Waiting): void {
    queue.push(row)
    size += row.events.length
    // Sent while its page was being left.
    if (row.events.some(isDone)) forget([])
  }

  /** Puts stored rows into the queue, those of this tab as the entries that they are. */
  function land(rows: readonly Row[]): void {
    for (const row of rows) {
      const { seq, events } = row
      if (seq <= read) continue
      read = seq
      const own = ahead.find((one) => one.seq === seq)
      enqueue(own ?? { seq, events })
      if (!own) host.found(events)
    }
    ahead = ahead.filter(({ seq }) => !(seq! <= read))
    if (size > MAX_EVENTS) lose(surplus(eventsOf(queue), EVENTS_KEPT))
  }

  /** Puts into the queue what it lacks. */
  async function look(): Promise<void> {
    const rows = leads ? await ask(() => store.peek(read, ROWS_AT_ONCE)) : []
    if (!leads || !rows?.length) return
    land(rows)
    host.changed()
    if (rows.length === ROWS_AT_ONCE) await look()
  }

  function lose(gone: readonly Entry[]): void {
    for (const _ of gone) host.drop('overflow')
    if (gone.length) forget(gone)
  }

  /** These are acknowledged, or refused. */
  function forget(gone: readonly Entry[]): void {
    for (const entry of gone) entry.done = true
    const changed = queue.filter(({ events }) => events.some(isDone))
    for (const row of changed) row.events = row.events.filter((entry) => !entry.done)
    queue = queue.filter(({ events }) => events.length)
    size = eventsOf(queue).length
    const rows = changed.filter((row) => !isUnstored(row))
    const acknowledge = () =>
      ask(() => store.acknowledge(rows.map(({ seq, events }) => ({ seq: seq!, events: events.map(stored) }))))
    if (rows.length) host.settled().then(acknowledge, acknowledge)
  }

  function lead(now: boolean): void {
    leads = now
    read = 0
    queue = queue.filter(isUnstored)
    size = eventsOf(queue).length
    look()
  }

  return {
    async open(): Promise<void> {
      // This opens the store: an event that is recorded when all is ready need not wait for that.
      await ask(() => store.peek(0, 1))
      write()
      if (tabs) stop = tabs.lead(lead)
      else lead(true)
    },
    /** Adds what `make` returns when the task ends. */
    add(make: () => Entry): void {
      if (fresh.push(make) === 1) Promise.resolve().then(write)
    },
    write,
    /** Looks for what another tab has stored. */
    look,
    /** The oldest entries, at most `count` and `size` bytes of them, but at least one if there is one. */
    take: (count: number, size: number): Entry[] => pieces(eventsOf(queue).slice(0, count), count, size)[0] ?? [],
    forget,
    /** All that is in memory and has to be sent by this tab. */
    entries: (): readonly Entry[] => eventsOf(leads ? [...queue, ...ahead] : queue),
    /** The JSON of all that is in memory. */
    texts(): string[] {
      write()
      return eventsOf([...queue, ...ahead]).map(({ text }) => text)
    },
    /** How many events can be sent now. */
    size: () => size,
    leads: () => leads,
    /** Whether nothing waits, here or, where another tab leads, there. */
    async isEmpty(): Promise<boolean> {
      return !(size || ahead.length || fresh.length || (!leads && (await ask(() => store.peek(0, 1)))?.length))
    },
    stop: () => stop(),
    async clear(): Promise<void> {
      for (const entry of eventsOf([...ahead, ...queue])) entry.done = true
      fresh = []
      queue = []
      size = 0
      await ask(() => store.clear())
    },
    /** Forgets the visitor's state. */
    async erase(): Promise<void> {
      await ask(() => store.save(null))
    },
    /** Every stored event, and the stored state. */
    async dump(): Promise<{ events: RecordedEvent[]; visitor: Json | undefined }> {
      const rows = (await ask(() => store.peek(0, 1e9))) ?? []
      return { events: eventsOf(rows).map(({ text }) => JSON.parse(text)), visitor: await ask(() => store.load()) }
    },
  }
}

function stored({ text, bytes, at, important }: Entry): StoredEvent {
  return { text, bytes, at, important }
}

function isUnstored({ seq }: Waiting): boolean {
  return !seq
}

function isDone({ done }: Entry): boolean {
  return !!done
}

export type Outbox = ReturnType<typeof createOutbox>
