import type { Recorded } from './createWriter.js'
import type { Json, RecordedEvent } from './event.js'
import type { Platform, Stop, StoredEvent } from './platform.js'
import { surplus } from './surplus.js'

/** What the device holds at most, and what it keeps of that when there is more. */
const MAX_EVENTS = 10_000
const EVENTS_KEPT = 9000
const ROWS_AT_ONCE = 200
const EVENTS_A_ROW = 250
const MAX_UNSTORED = 1000
/** Behind every number that a store gives. */
const LAST = 1e15
const TIMEOUT_MS = 5000
/** A store that has once not answered is not waited for so long again. */
const SHORT_TIMEOUT_MS = 100

/** An event on its way: `elapsed` is when it was recorded, if that was in this visit. */
export interface Entry extends StoredEvent {
  readonly elapsed?: number
}

/** What is stored together and not acknowledged: without `seq` not yet, and with 0 the store has refused it. */
interface PendingRow {
  seq?: number
  events: readonly Entry[]
}

/** What the outbox needs of the client. */
interface Host {
  write(recorded: Recorded | Entry): Entry
  /** Comes before what a task recorded is stored. */
  prepare(): void
  /** Events that other pages, or earlier ones, have stored. */
  found(events: readonly StoredEvent[]): void
  /** A row is stored, or `ready` events can be sent. */
  changed(ready: number): void
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
  /** What this tab has recorded until it is stored, and what it has to send; in the order in which it is sent. */
  let rows: PendingRow[] = []
  /** The rows up to here can be sent, as can those that the store has refused. */
  let read = 0
  let leads = false
  let patience = TIMEOUT_MS
  let stopped = false
  let stop: Stop | undefined

  /** What can be sent now; with `all`, also what this tab is storing, if it sends for all. */
  const queue = (all?: boolean) => eventsOf(rows.filter(({ seq }) => (all && leads) || seq! <= read))
  const unstored = () => eventsOf(rows.filter(({ seq }) => seq === 0))

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

  async function keep(events: readonly Entry[]): Promise<void> {
    const row: PendingRow = { events }
    rows.push(row)
    const seq = await ask(() => store.append(events.map(stored)))
    row.seq = seq ?? 0
    if (seq && !leads) rows = rows.filter((one) => one !== row)
    else if (seq) {
      // The store has been emptied by somebody else, and numbers begin anew: what was read before is in memory alone.
      if (seq <= read) {
        for (const one of rows) if (one !== row) one.seq &&= 0
        read = 0
      }
      if (seq === read + 1) read = seq
      else await look()
    }
    // Sent while its page was being left.
    if (row.events !== events) acknowledge([row])
    changed()
  }

  /** Puts into the queue what it lacks. */
  async function look(): Promise<void> {
    const found = leads ? await peek(read, ROWS_AT_ONCE) : []
    if (!leads || !found?.[0]) return
    const ahead = rows.filter(({ seq }) => seq! > read)
    for (const { seq, events } of found) {
      if (seq <= read) continue
      read = seq
      if (ahead.some((row) => row.seq === seq)) continue
      rows.push({ seq, events })
      host.found(events)
    }
    rows.sort((a, b) => (a.seq ?? LAST) - (b.seq ?? LAST))
    changed()
    if (found.length === ROWS_AT_ONCE) await look()
  }

  /** There is more to send. What there is no room for is lost. */
  function changed(): void {
    const lost = [...surplus(queue(), MAX_EVENTS, EVENTS_KEPT), ...surplus(unstored(), MAX_UNSTORED)]
    for (const _ of lost) host.drop('overflow')
    if (lost[0]) forget(lost)
    host.changed(queue().length)
  }

  /** These are acknowledged, or refused. */
  function forget(gone: readonly Entry[]): void {
    // By their text: who leads anew has read them anew.
    const all = new Set(gone.map(({ text }) => text))
    const touched = rows.filter(({ events }) => events.some(({ text }) => all.has(text)))
    for (const row of touched) row.events = row.events.filter(({ text }) => !all.has(text))
    acknowledge(touched)
  }

  /** Keeps of rows what is left of them, in the store when the plugins have settled. */
  function acknowledge(touched: readonly PendingRow[]): void {
    rows = rows.filter(({ seq, events }) => events[0] || seq === undefined)
    const left = touched.flatMap(({ seq, events }) => (seq ? { seq, events: events.map(stored) } : []))
    const run = () => ask(() => store.acknowledge(left))
    if (left[0]) host.settled().then(run, run)
  }

  function lead(now: boolean): void {
    leads = now
    read = 0
    rows = rows.filter(({ seq }) => !seq)
    look()
  }

  return {
    async open(): Promise<void> {
      // This opens the store: an event that is recorded when all is ready need not wait for that. Only then a lock is asked
      // for, which takes a page that starts a millisecond.
      await peek(0, 1)
      write(true)
      if (stopped) return
      if (tabs) stop = tabs.lead(lead)
      else lead(true)
    },
    /** Stores an event when the task ends. */
    add(recorded: Recorded | Entry): void {
      if (fresh.push(recorded) === 1) Promise.resolve().then(() => write())
    },
    /** Stores all that was added, at once. */
    write: () => write(true),
    /** Looks for what another tab has stored. */
    look,
    forget,
    queue,
    /** The JSON of all that is in memory. */
    texts(): string[] {
      write(true)
      return eventsOf(rows).map(({ text }) => text)
    },
    leads: () => leads,
    /** Whether nothing waits, here or, where another tab leads, there. */
    isEmpty: async () => !(rows[0] || fresh[0] || (!leads && (await peek(0, 1))?.[0])),
    stop(): void {
      stopped = true
      stop?.()
    },
    async clear(): Promise<void> {
      fresh = []
      rows = []
      await ask(() => store.clear())
    },
    /** Forgets the visitor's state. */
    erase: () => ask(() => store.save(null)),
    /** Every event that waits in the store or, as `more` do, in memory, and the stored state. */
    async dump(more: readonly Entry[]): Promise<{ events: RecordedEvent[]; visitor: Json | undefined }> {
      write(true)
      const all = [...eventsOf((await peek(0, 1e9)) ?? []), ...unstored(), ...more]
      return { events: all.map(({ text }) => JSON.parse(text)), visitor: await ask(() => store.load()) }
    },
  }
}

function eventsOf(rows: readonly PendingRow[]): Entry[] {
  return rows.flatMap(({ events }) => events)
}

function stored({ text, at, important }: StoredEvent): StoredEvent {
  return { text, at, important }
}

export type Outbox = ReturnType<typeof createOutbox>
