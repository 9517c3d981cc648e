import type { Recorded } from './createWriter.js'
import type { Json, RecordedEvent } from './event.js'
import { firstFit } from './firstFit.js'
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

/**
 * An event on its way: `elapsed` is when it was recorded, if that was in this visit; `leaving` while it is in a request that
 * outlives the page; `done` when it is acknowledged, or refused.
 */
export interface Entry extends StoredEvent {
  readonly elapsed?: number
  leaving?: boolean
  done?: boolean
  row?: Stored
}

/** What was stored together; without `seq` it is not, or not yet. */
interface Stored {
  seq?: number
  readonly events: readonly Entry[]
}

/** What the outbox needs of the client. */
interface Host {
  write(recorded: Recorded | Entry): Entry
  /** Comes before what a task recorded is stored. */
  prepare(): void
  /** Events that other pages, or earlier ones, have stored. */
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
 * row (the rest of a burst a moment later, in rows of 250); only then it is sent, by the tab that leads. Where the store fails, memory serves, up to
 * 1,000 events, and every tab sends its own.
 */
export function createOutbox({ outbox: store, clock, tabs }: Pick<Platform, 'outbox' | 'clock' | 'tabs'>, host: Host) {
  let fresh: (Recorded | Entry)[] = []
  /** Being stored by this tab, or stored and not yet in the queue of the tab that leads. */
  let ahead: Entry[] = []
  let queue: Entry[] = []
  /** The rows up to here are, or were, in the queue. */
  let read = 0
  let leads = false
  let patience = TIMEOUT_MS
  let stop: Stop | undefined

  /** What fails or hangs is told and resolves with undefined. */
  function ask<T>(work: () => Promise<T>): Promise<T | undefined> {
    return new Promise((resolve) => {
      const done = (value: T) => {
        patience = TIMEOUT_MS
        resolve(value)
      }
      const fail = (cause: unknown) => resolve(host.fail(cause) as undefined)
      const stop = clock.after(patience, () => {
        patience = SHORT_TIMEOUT_MS
        fail('no answer')
      })
      work().then(done, fail).then(stop)
    })
  }

  const peek = (after: number, limit: number) => ask(() => store.peek(after, limit))

  /** Stores what was added, at once; of a burst, the rest in the tasks that follow, unless `all` is wanted. */
  function write(all?: boolean): void {
    if (!fresh[0]) return
    host.prepare()
    do keep(fresh.splice(0, EVENTS_A_ROW).map(host.write))
    while (all && fresh[0])
    if (fresh[0]) clock.after(0, write)
  }

  async function keep(events: Entry[]): Promise<void> {
    const row = join(events)
    ahead.push(...events)
    const seq = await ask(() => store.append(events.map(stored)))
    row.seq = seq
    if (!seq || !leads) ahead = ahead.filter((entry) => entry.row !== row)
    if (!seq) {
      enqueue(events)
      lose(surplus(queue.filter(isUnstored), MAX_UNSTORED))
    } else if (leads) {
      // The store has been emptied by somebody else, and numbers begin anew.
      if (seq <= read) read = seq - 1
      if (seq === read + 1) land([{ seq, events }])
      else await look()
    }
    host.changed()
  }

  function enqueue(entries: readonly Entry[]): void {
    queue.push(...entries)
    // Sent while its page was being left.
    forget(entries.filter(({ done }) => done))
  }

  /** Puts stored rows into the queue, those of this tab as the entries that they are. */
  function land(rows: readonly Row[]): void {
    for (const { seq, events } of rows) {
      if (seq <= read) continue
      read = seq
      const own = ahead.filter((entry) => entry.row!.seq === seq)
      if (own[0]) enqueue(own)
      else {
        const entries: Entry[] = events.map((event) => ({ ...event }))
        join(entries, seq)
        enqueue(entries)
        host.found(events)
      }
    }
    ahead = ahead.filter((entry) => !(entry.row!.seq! <= read))
    if (queue.length > MAX_EVENTS) lose(surplus(queue, EVENTS_KEPT))
  }

  /** Puts into the queue what it lacks. */
  async function look(): Promise<void> {
    const rows = leads ? await peek(read, ROWS_AT_ONCE) : []
    if (!leads || !rows?.[0]) return
    land(rows)
    host.changed()
    if (rows.length === ROWS_AT_ONCE) await look()
  }

  function lose(gone: readonly Entry[]): void {
    for (const _ of gone) host.drop('overflow')
    forget(gone)
  }

  /** These are acknowledged, or refused. */
  function forget(gone: readonly Entry[]): void {
    if (!gone[0]) return
    for (const entry of gone) entry.done = true
    queue = queue.filter(({ done }) => !done)
    const rows = [...new Set(gone.map(({ row }) => row!))].filter(({ seq }) => seq)
    const left = ({ seq, events }: Stored) => ({ seq: seq!, events: events.filter(({ done }) => !done).map(stored) })
    const acknowledge = () => ask(() => store.acknowledge(rows.map(left)))
    if (rows[0]) host.settled().then(acknowledge, acknowledge)
  }

  function lead(now: boolean): void {
    leads = now
    read = 0
    queue = queue.filter(isUnstored)
    look()
  }

  return {
    async open(): Promise<void> {
      if (tabs) stop = tabs.lead(lead)
      else lead(true)
      // This opens the store: an event that is recorded when all is ready need not wait for that.
      await peek(0, 1)
      write(true)
    },
    /** Stores an event when the task ends. */
    add(recorded: Recorded | Entry): void {
      if (fresh.push(recorded) === 1) Promise.resolve().then(() => write())
    },
    /** Stores all that was added, at once. */
    write: () => write(true),
    /** Looks for what another tab has stored. */
    look,
    /** The oldest entries, at most `count` and `size` bytes of them, but at least one if there is one. */
    take: (count: number, size: number) => firstFit(queue, count, size),
    forget,
    /** All that is in memory and has to be sent by this tab. */
    entries: (): readonly Entry[] => (leads ? [...queue, ...ahead] : queue),
    /** The JSON of all that is in memory. */
    texts(): string[] {
      write(true)
      return [...queue, ...ahead].map(({ text }) => text)
    },
    /** How many events can be sent now. */
    size: () => queue.length,
    leads: () => leads,
    /** Whether nothing waits, here or, where another tab leads, there. */
    isEmpty: async () => !(queue[0] || ahead[0] || fresh[0] || (!leads && (await peek(0, 1))?.[0])),
    stop: () => stop?.(),
    async clear(): Promise<void> {
      for (const entry of [...ahead, ...queue]) entry.done = true
      fresh = []
      queue = []
      await ask(() => store.clear())
    },
    /** Forgets the visitor's state. */
    erase: () => ask(() => store.save(null)),
    /** Every event that waits in the store or, as `more` do, in memory, and the stored state. */
    async dump(more: readonly Entry[]): Promise<{ events: RecordedEvent[]; visitor: Json | undefined }> {
      write(true)
      const rows = (await peek(0, 1e9)) ?? []
      const all = [...rows.flatMap(({ events }) => events), ...queue.filter(isUnstored), ...more]
      return { events: all.map(({ text }) => JSON.parse(text)), visitor: await ask(() => store.load()) }
    },
  }
}

function join(events: readonly Entry[], seq?: number): Stored {
  const row = { seq, events }
  for (const entry of events) entry.row = row
  return row
}

function stored({ text, bytes, at, important }: StoredEvent): StoredEvent {
  return { text, bytes, at, important }
}

function isUnstored({ row }: Entry): boolean {
  return !row!.seq
}

export type Outbox = ReturnType<typeof createOutbox>
