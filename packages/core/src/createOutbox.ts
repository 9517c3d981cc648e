import type { Json, JsonObject, RecordedEvent } from './event.js'
import { pieces } from './pieces.js'
import type { Platform, SavedVisitor, Stop, StoredEvent } from './platform.js'
import { surplus } from './surplus.js'

/** When the device holds so many rows, it keeps so many. */
const MAX_ROWS = 10_000
const ROWS_KEPT = 9000
const ROWS_AT_ONCE = 1000
const MAX_UNSTORED = 1000
const MAX_UNFOLDED = 1000
const TIMEOUT_MS = 5000

/** An event on its way. Without `seq` it is not stored; `elapsed` is when it was recorded, if that was in this visit. */
export interface Entry extends StoredEvent {
  seq?: number
  readonly elapsed?: number
}

/** What a tab tells the others: events that it recorded, the `seq` of the newest (0: not stored), and its watermark. */
export interface News {
  readonly texts: readonly string[]
  readonly last: number
  readonly watermark: number
}

/** What the outbox needs of the client. */
interface Host {
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
 * The events that no collector has acknowledged, in their order. What is added in one task is stored in one transaction,
 * together with the visitor's state; only then it is sent, by the tab that leads. Where the store fails, memory serves,
 * up to 1,000 events, and every tab sends its own.
 */
export function createOutbox({ outbox: store, clock, tabs }: Pick<Platform, 'outbox' | 'clock' | 'tabs'>, host: Host) {
  let fresh: Entry[] = []
  /** Stored or being stored by this tab, and not yet in the queue of the tab that leads. */
  let ahead: Entry[] = []
  let queue: Entry[] = []
  let scheduled = false
  let opened = false
  let stop: Stop = () => {}
  let leads = false
  /** What is told is folded into the stored state already. */
  let quiet = false
  /** The rows up to here are, or were: in the queue; folded by this tab; folded into the stored state. */
  let read = 0
  let folded = -1
  let watermark = 0
  let full = MAX_ROWS
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
    if (scheduled || !opened || quiet) return
    scheduled = true
    Promise.resolve().then(write)
  }

  async function write(): Promise<void> {
    let batch: Entry[] = []
    let state: JsonObject | null | undefined
    let known = 0
    const last = await chain(() => {
      scheduled = false
      batch = fresh
      fresh = []
      ahead.push(...batch)
      known = folded
      state = host.snapshot()
      return store.append(
        batch.map(({ text, bytes, at, important }) => ({ text, bytes, at, important })),
        state && { state, watermark: known },
      )
    })
    if (last === undefined) {
      queue.push(...ahead.filter(isUnstored))
      ahead = ahead.filter(isStored)
      lose(surplus(queue.filter(isUnstored), MAX_UNSTORED))
    } else {
      const before = last - batch.length
      batch.forEach((entry, i) => {
        entry.seq = before + i + 1
      })
      if (leads && before === read) readUpTo(last, ahead)
      if (before > folded) await catchUp()
      if (before <= folded) folded = Math.max(folded, last)
      if (state && known === before) watermark = last
      // Rows of another tab came between: the state is stored again, with them.
      else if (state && last <= folded) save()
      if (leads) await trim(last)
      else ahead = ahead.filter(isUnstored)
    }
    if (batch.length) host.send({ texts: batch.map((entry) => entry.text), last: last ?? 0, watermark })
    host.wake(queue.length + ahead.length)
  }

  async function readMore(): Promise<void> {
    const rows = leads ? await chain(() => store.peek(read, ROWS_AT_ONCE)) : undefined
    if (rows?.length) readUpTo(rows[rows.length - 1]!.seq, rows)
  }

  /** Puts rows into the queue, those of this tab as the entries that they are. */
  function readUpTo(last: number, rows: readonly Entry[]): void {
    const own = new Map(ahead.map((entry) => [entry.seq, entry]))
    queue.push(...rows.filter(isStored).map((row) => own.get(row.seq) ?? row))
    ahead = ahead.filter(({ seq }) => !(seq! <= last))
    read = last
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
      if (visitor && host.restore(visitor.state, missed)) for (const { text } of [...ahead, ...fresh]) host.tell(text)
    }
    for (const { seq, text } of rows) {
      if (seq > folded && !ahead.some((entry) => entry.text === text)) host.tell(text)
      folded = Math.max(folded, seq)
    }
  }

  /** Makes room when there may be too many rows. */
  async function trim(last: number): Promise<void> {
    if (last < full) return
    const rows = (await chain(() => store.peek(0, 1e9))) ?? []
    const gone = surplus(rows, MAX_ROWS, ROWS_KEPT)
    full = last + MAX_ROWS - rows.length + gone.length
    lose(gone)
  }

  function lose(gone: readonly Entry[]): void {
    for (const _ of gone) host.drop('overflow')
    remove(gone)
  }

  function remove(gone: readonly Entry[], limit = 1e15): void {
    const texts = new Set(gone.map(({ text }) => text))
    queue = queue.filter(({ text }) => !texts.has(text))
    const seqs = gone.filter(isStored).map(({ seq }) => seq!)
    if (seqs.length) chain(() => store.acknowledge(seqs.filter((seq) => seq <= limit)))
  }

  function lead(now: boolean): void {
    leads = now
    read = 0
    queue = queue.filter(isUnstored)
    readMore().then(() => host.wake(queue.length))
  }

  return {
    async open(): Promise<void> {
      // Who folds from the start has been told so by then.
      await undefined
      await catchUp()
      opened = true
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
    /** For somebody who begins to fold after `open`. */
    catchUp: () => opened && catchUp(),
    /** What another tab tells. */
    hear({ texts, last, watermark: theirs }: News): void {
      const before = last - texts.length
      watermark = Math.max(watermark, theirs)
      if (last && before > folded) catchUp()
      else {
        quiet = theirs === last
        texts.forEach((text, i) => {
          if (!last || before + i >= folded) host.tell(text)
        })
        quiet = false
        folded = Math.max(folded, last)
      }
      host.wake(queue.length + texts.length)
    },
    /** The oldest entries, at most `count` and `size` bytes of them, but at least one if there is one. */
    async take(count: number, size: number): Promise<Entry[]> {
      if (!queue.length) await readMore()
      return pieces(queue.slice(0, count), count, size)[0] ?? []
    },
    /**
     * These are acknowledged, or refused. A row that is not folded yet stays, for the next visit to fold and to send
     * again; of such rows, the newest 1,000.
     */
    forget(entries: readonly Entry[]): void {
      remove(entries, host.folds() ? Math.max(watermark, read - MAX_UNFOLDED) : undefined)
    },
    /** All that is in memory and may not be sent yet. */
    entries: (): readonly Entry[] => [...queue, ...ahead, ...fresh],
    /** Something can be sent now. */
    waits: () => queue.length > 0,
    leads: () => leads,
    stop: () => stop(),
    clear(): Promise<unknown> {
      fresh = []
      ahead = []
      queue = []
      return chain(() => store.clear())
    },
    /** Every stored event, and the stored state. */
    async dump(): Promise<{ events: RecordedEvent[]; visitor: SavedVisitor | null }> {
      const rows = (await chain(() => store.peek(0, 1e9))) ?? []
      const found = await chain(() => store.load(1e15))
      return { events: rows.map(({ text }) => JSON.parse(text)), visitor: found?.visitor ?? null }
    },
  }
}

function isStored({ seq }: Entry): boolean {
  return !!seq
}

function isUnstored({ seq }: Entry): boolean {
  return !seq
}

export type Outbox = ReturnType<typeof createOutbox>
