import type { Client, JsonObject, PluginContext, Stop } from '@qianmian/core'
import { type ActivityOptions, createActivity } from './createActivity.js'
import { createRecentIds } from './createRecentIds.js'
import { createSeat } from './createSeat.js'
import { createVisit, type Deed, HEARTBEAT, type Place, type Product } from './createVisit.js'
import type { Live, LiveMode } from './Live.js'
import type { LiveMessage } from './LiveMessage.js'
import { liveRecovery } from './liveRecovery.js'
import type { Player, PlayerState } from './Player.js'

export interface LiveOptions {
  /** The room's id. */
  room: string
  /** The broadcast's id, where a room has one after another. */
  session?: string
  anchor?: string
  /** Default: `live`. */
  mode?: LiveMode
  /** When the broadcast began, in ms since the epoch: with it, events tell how far into the broadcast they happened. */
  startedAt?: number
  player?: Player
  /** Records what others do in the room. Default: it is only counted. */
  activity?: ActivityOptions
}

/** One viewer in a live room. After `leave` nothing of it does anything, and nothing of it throws. */
export interface LiveSession {
  /** What `live.…` is now. */
  get(): Live
  /** Hears each change: every watched second, and at most four times a second what is done in the room. */
  subscribe(run: (live: Live) => void): Stop
  /** Follows this player from now on, in the place of any before. */
  attach(player: Player): Stop
  /** This product is explained from now on, until the next one is, or null. */
  explain(product: string | Product | null): void
  /** Another mode is another visit: what was watched, liked and said counts apart. */
  mode(mode: LiveMode): void
  /** This viewer liked, so many times. */
  like(count?: number): void
  /** Something that somebody did in the room. */
  push(message: LiveMessage): void
  leave(): void
}

/** What is done in the room is told to rules and listeners so often at most, in ms. */
const TELL_MS = 250

/** What own messages are recorded as. */
const NAMES = { comment: 'Live Commented', gift: 'Live Gift Sent', follow: 'Live Followed', share: 'Live Shared' }

/**
 * Enters a live room. From here on every event of the client carries `context.live`, rules see it as `live.…`, and what the
 * viewer watches and does is recorded, until `leave`. Throws when an option is wrong.
 */
export function liveSession(client: Client, options: LiveOptions): LiveSession {
  const { room, anchor, session, startedAt, mode = 'live' } = options ?? {}
  if (!room || typeof room !== 'string') throw new TypeError("[qianmian] liveSession needs room: an id, such as 'r_7'")
  let context!: PluginContext
  let here = true
  let visible = true
  let state: PlayerState = 'paused'
  let waiting: Stop | undefined
  let isFresh = false
  const listeners = new Set<(live: Live) => void>()
  const isFirst = createRecentIds()
  const stops: Stop[] = [client.use(liveRecovery())]
  const stop = client.use({
    name: 'live',
    setup(given) {
      context = given
      return () => {
        here = false
        visit.stop()
        for (const stop of stops.reverse()) stop()
      }
    },
    process: (event) => (event.context.live ? event : { ...event, context: { ...event.context, live: { ...live() } } }),
  })
  const { platform, report } = context
  const { clock, lifecycle } = platform
  const host = {
    context,
    // A crowd that arrives in the same second does not beat in the same second.
    phase: 1 + Math.floor(platform.random() * HEARTBEAT),
    place,
    live,
    tell,
  }
  const seat = createSeat((now) => {
    state = now
    follow()
    if (now !== 'playing') visit.checkpoint()
  }, failed)
  const activity = createActivity(platform, options.activity, (name, properties) => visit.record(name, properties))
  let visit = createVisit(host, mode)

  function failed(cause: unknown): void {
    report('live', 'the live session failed', cause)
  }

  function place(mode: LiveMode): Place {
    const position = seat.read('position')
    const shown = seat.read('shownAt') ?? context.now() - (seat.read('latency') ?? 0) * 1000
    const since = mode === 'live' && startedAt !== undefined ? Math.max(0, shown - startedAt) / 1000 : undefined
    const offset = mode === 'replay' ? position : since
    return { room, session, anchor, position: tenths(position), offset: tenths(offset) }
  }

  function live(): Live {
    return { ...place(visit.mode), ...visit.state(), activity: activity.counts() }
  }

  function follow(): void {
    visit.run(here && visible && state === 'playing')
  }

  function enter(mode: LiveMode): void {
    visit = createVisit(host, mode)
    follow()
  }

  function begin(): void {
    if (!here) return
    visit.record('Live Room Entered')
    tell()
  }

  function tell(): void {
    isFresh = false
    const told = live()
    context.tell({ live: told as unknown as JsonObject })
    for (const run of [...listeners]) safely(run)(told)
  }

  /** Tells it now, or, where much happens, with what else happens in this moment. */
  function tellSoon(): void {
    isFresh = true
    if (waiting) return
    tell()
    waiting = clock.after(TELL_MS, () => {
      waiting = undefined
      if (isFresh) tellSoon()
    })
  }

  function push({ kind, id, count, own, properties }: LiveMessage): void {
    if (!(kind in NAMES) && kind !== 'like' && kind !== 'enter') return
    if (id !== undefined && !isFirst(`${kind} ${id}`)) return
    const times = whole(count)
    if (!own) activity.add({ kind, id, properties }, times)
    else if (kind === 'follow') visit.follow()
    else if (kind !== 'enter') visit.did(`${kind}s` as Deed, times)
    if (own && kind in NAMES) {
      const more = kind === 'gift' && { count: times }
      visit.record(NAMES[kind as keyof typeof NAMES], { ...properties, ...more, msg_id: id! })
    }
    tellSoon()
  }

  function explain(product: string | Product | null): void {
    const next = typeof product === 'string' ? { product_id: product } : product
    if (next && typeof next.product_id !== 'string') report('invalid', 'explain needs a product_id')
    else {
      visit.explain(next && { ...next })
      tell()
    }
  }

  function end(): void {
    activity.flush()
    visit.end()
  }

  /** What is called from outside does nothing after the end, and throws nothing. */
  function safely<A extends unknown[]>(run: (...given: A) => void): (...given: A) => void {
    return (...given) => {
      try {
        if (here) run(...given)
      } catch (cause) {
        failed(cause)
      }
    }
  }

  stops.push(
    seat.detach,
    () => waiting?.(),
    lifecycle.on('hide', () => {
      visible = false
      follow()
      activity.flush()
      visit.settle()
    }),
    lifecycle.on('show', () => {
      visible = true
      follow()
    }),
    context.on('person', ({ kept }) => {
      if (kept) return
      const { mode, product, stop } = visit
      stop()
      enter(mode)
      visit.explain(product())
      // In a later task: what made this another person comes first, be it the end of all that is stored.
      stops.push(clock.after(0, begin))
    }),
  )
  if (options.player) seat.attach(options.player)
  begin()
  return {
    get: live,
    subscribe(run) {
      listeners.add(run)
      return () => listeners.delete(run)
    },
    attach: (player) => (here ? seat.attach(player) : () => {}),
    explain: safely(explain),
    mode: safely((mode) => {
      if (mode === visit.mode) return
      end()
      enter(mode)
      begin()
    }),
    like: safely((count) => {
      visit.did('likes', whole(count))
      tellSoon()
    }),
    push: safely(push),
    leave: safely(() => {
      end()
      context.tell({ live: null })
      stop()
    }),
  }
}

const tenths = (value: number | undefined) => (value === undefined ? value : Math.round(value * 10) / 10)

const whole = (count = 1) => (count >= 1 ? Math.floor(count) : 1)
