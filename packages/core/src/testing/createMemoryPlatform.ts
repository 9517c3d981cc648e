import type { EventContext, Json, RecordedEvent } from '../event.js'
import type { OutboxStore, Platform, Request, Response, Row, Tabs } from '../platform.js'

/** What outlives a visit: hand it to the next platform to play a reload. */
export interface Disk {
  readonly state: Map<string, string>
  rows: Row[]
  seq: number
  visitor: Json
  visits: number
}

/** An empty disk, of a device that was never here. */
export function createDisk(): Disk {
  return { state: new Map(), rows: [], seq: 0, visitor: null, visits: 0 }
}

/** One of our collector's answers. */
export function answer(status: number, body: object = {}, headers: Record<string, string> = {}): Response {
  return { status, headers, body: JSON.stringify(body) }
}

/** A platform that a test plays the host of. */
export interface MemoryPlatform extends Platform {
  readonly disk: Disk
  /** Storage that throws, rejects, or never answers. */
  readonly faults: { state: boolean; outbox: boolean; hang: boolean }
  readonly wire: {
    /** Every request, in order. */
    readonly requests: Request[]
    /** What the network answers: 200, unless a test puts another function here. */
    answer(request: Request): Response | Promise<Response>
    /** The events of a request. */
    batch(request: Request | undefined): RecordedEvent[]
    /** The events of all requests. */
    sent(): RecordedEvent[]
  }
  tabs?: Tabs
  optedOut?: boolean
  /** What `context()` says. */
  around: EventContext
  /** Plays a moment of the page's life. */
  emit(moment: 'show' | 'hide' | 'online'): void
  /** Lets promises settle. */
  settle(): Promise<void>
  /** Lets time pass, with every timer at its moment. */
  advance(ms: number): Promise<void>
  /** Plays somebody who sets the device's clock forward by `ms`: no time passes. */
  setClock(ms: number): void
}

/**
 * A host in memory whose time, network, storage and lifecycle a test controls. Time starts at 2026-06-01T08:00:00Z and
 * passes only by `advance`; the network acknowledges until `wire.answer` is replaced.
 */
export function createMemoryPlatform(disk: Disk = createDisk(), random: () => number = () => 0.5): MemoryPlatform {
  let now = Date.parse('2026-06-01T08:00:00Z')
  let elapsed = 0
  const visit = ++disk.visits
  let ids = 0
  let timers: { at: number; run: () => void }[] = []
  const listeners = new Map<string, Set<() => void>>()
  const faults = { state: false, outbox: false, hang: false }
  const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value))

  const wire: MemoryPlatform['wire'] = {
    requests: [],
    answer: () => answer(200),
    batch: (request) => JSON.parse(request?.body ?? '{}').batch ?? [],
    sent: () => wire.requests.flatMap(wire.batch),
  }

  function guard<T>(work: () => T): Promise<T> {
    if (faults.hang) return new Promise(() => {})
    return faults.outbox ? Promise.reject(new Error('outbox fault')) : Promise.resolve().then(work)
  }

  function touchState<T>(work: () => T): T {
    if (faults.state) throw new Error('state fault')
    return work()
  }

  const outbox: OutboxStore = {
    append: (events) => guard(() => disk.rows.push({ seq: ++disk.seq, events: clone(events) }) && disk.seq),
    peek: (after, limit) => guard(() => disk.rows.filter((row) => row.seq > after).slice(0, limit)),
    acknowledge: (rows) =>
      guard(() => {
        const kept = new Map(rows.map(({ seq, events }) => [seq, events]))
        disk.rows = disk.rows
          .map(({ seq, events }) => ({ seq, events: kept.get(seq) ?? events }))
          .filter(({ events }) => events.length)
      }),
    load: () => guard(() => clone(disk.visitor)),
    save: (state) => guard(() => void (disk.visitor = clone(state))),
    clear: () =>
      guard(() => {
        disk.rows = []
        disk.visitor = null
      }),
  }

  const platform: MemoryPlatform = {
    name: 'memory',
    disk,
    faults,
    wire,
    around: {},
    state: {
      get: (key) => touchState(() => disk.state.get(key) ?? null),
      set: (key, value) => touchState(() => void disk.state.set(key, value)),
      remove: (key) => touchState(() => void disk.state.delete(key)),
    },
    outbox,
    async network(request) {
      wire.requests.push(request)
      return wire.answer(request)
    },
    clock: {
      now: () => now,
      elapsed: () => elapsed,
      after(ms, run) {
        const timer = { at: now + ms, run }
        timers.push(timer)
        return () => {
          timers = timers.filter((one) => one !== timer)
        }
      },
    },
    lifecycle: {
      on(moment, run) {
        const runs = listeners.get(moment) ?? new Set()
        listeners.set(moment, runs.add(run))
        return () => void runs.delete(run)
      },
    },
    random,
    id: () => `id-${visit}-${++ids}`,
    context: () => ({ ...platform.around }),
    emit(moment) {
      for (const run of [...(listeners.get(moment) ?? [])]) run()
    },
    async settle() {
      for (let turn = 0; turn < 200; turn++) await Promise.resolve()
    },
    async advance(ms) {
      const end = now + ms
      await platform.settle()
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((timer) => timer !== next)
        pass(Math.max(0, next.at - now))
        next.run()
        await platform.settle()
      }
      pass(end - now)
    },
    setClock(ms) {
      for (const timer of timers) timer.at += ms
      now += ms
    },
  }

  function pass(ms: number): void {
    now += ms
    elapsed += ms
  }

  return platform
}
