import type { JsonObject, PluginContext, Stop } from '@qianmian/core'
import { createDebts } from './createDebts.js'
import { createWatch } from './createWatch.js'
import type { Live, LiveMode } from './Live.js'

/** What is explained: its id, and what the events of it should say besides. */
export type Product = JsonObject & { product_id: string }

/** Where in the room and in the stream something happens. */
export type Place = Pick<Live, 'room' | 'session' | 'anchor' | 'position' | 'offset'>

/** What this viewer does, as `Live` counts it. */
export type Deed = 'likes' | 'comments' | 'gifts' | 'shares'

/** A moment by all that is measured. */
interface Moment {
  readonly now: number
  readonly elapsed: number
  readonly watched: number
  readonly offset: number | undefined
}

/** What a visit needs of its session. */
interface Host {
  readonly context: PluginContext
  /** Watched seconds after which the first heartbeat comes. */
  readonly phase: number
  place(mode: LiveMode): Place
  /** What `live.…` is now. */
  live(): Live
  /** Runs at each watched second, when that is recorded. */
  tell(): void
}

/** Watched time is recorded each time that so much has come together, in s. */
export const HEARTBEAT = 15
/** What a visit owes is stored each time that so much has come together, in s. */
const CHECKPOINT = 5
/** Likes of so long, in ms, are one event. */
const LIKES_MS = 5000

/** One visit to a room in one mode: what is watched, liked and explained, recorded soon and owed until it is. */
export function createVisit({ context, phase, place, live, tell }: Host, mode: LiveMode) {
  const { client, platform, now, consent, identity } = context
  const { clock } = platform
  const visit = platform.id()
  const began = clock.elapsed()
  const debts = createDebts(platform.state)
  const deeds: Record<Deed, number> = { likes: 0, comments: 0, gifts: 0, shares: 0 }
  const watch = createWatch(clock, second)
  let followed = false
  let explained: { readonly product: Product; from: Moment } | undefined
  /** Watched seconds that are recorded, at which to record the next ones, and likes that are not. */
  let reported = 0
  let due = phase
  let pending = 0
  let timer: Stop | undefined
  /** What was owed when that was stored last. */
  let owed = { seconds: 0, likes: 0, at: moment() }

  function moment(): Moment {
    return { now: now(), elapsed: clock.elapsed(), watched: watch.seconds(), offset: place(mode).offset }
  }

  /** An event's properties, with where and when in the room it happened. */
  function placed(properties: JsonObject): JsonObject {
    const product = explained && { product_id: explained.product.product_id }
    return { ...place(mode), visit, mode, ...product, ...properties } as JsonObject
  }

  function record(name: string, properties: JsonObject = {}): void {
    client.track(name, placed(properties))
  }

  function second(): void {
    const seconds = watch.seconds()
    if (seconds >= due) {
      due += HEARTBEAT
      settleWatched()
      checkpoint()
    } else if ((seconds - reported) % CHECKPOINT === 0) checkpoint()
    tell()
  }

  /** What is known and not recorded. */
  function owing() {
    claim()
    const watched = watch.seconds()
    return {
      watched: watched > reported && { seconds: watched - reported, watched_seconds: watched },
      liked: pending > 0 && { count: pending },
      told: explained && explanation(explained.product, explained.from),
    }
  }

  /** What another tab has recorded, taking this visit for killed, is not owed any longer. */
  function claim(): void {
    if (!debts.taken(visit)) return
    reported += owed.seconds
    pending -= owed.likes
    if (explained) explained.from = owed.at
    debts.owe(visit)
  }

  function explanation(product: Product, from: Moment): Product {
    const to = moment()
    return {
      ...product,
      from: new Date(from.now).toISOString(),
      to: new Date(to.now).toISOString(),
      from_offset: from.offset!,
      to_offset: to.offset!,
      seconds: Math.round((to.elapsed - from.elapsed) / 1000),
      watched_seconds: to.watched - from.watched,
    }
  }

  /** Stores what would have to be recorded if this were the end. */
  function checkpoint(): void {
    const { watched, liked, told } = owing()
    owed = { seconds: watched ? watched.seconds : 0, likes: liked ? liked.count : 0, at: moment() }
    const events: [string, JsonObject][] = []
    if (watched) events.push(['Live Watched', placed(watched)])
    if (liked) events.push(['Live Liked', placed(liked)])
    if (told) events.push(['Live Product Explained', placed(told)])
    const isOwing = events.length > 0 && consent().analytics
    debts.owe(visit, isOwing ? { by: identity().anonymousId, live: live(), events } : undefined)
  }

  function settleWatched(): void {
    const { watched } = owing()
    if (!watched) return
    reported += watched.seconds
    record('Live Watched', watched)
  }

  function settleLiked(): void {
    timer?.()
    timer = undefined
    const { liked } = owing()
    pending = 0
    if (liked) record('Live Liked', liked)
  }

  function explain(product: Product | null): void {
    const { told } = owing()
    if (product?.product_id === told?.product_id) return
    if (told) record('Live Product Explained', told)
    explained = product ? { product, from: moment() } : undefined
    checkpoint()
  }

  return {
    mode,
    record,
    checkpoint,
    explain,
    /** Watched time passes, or waits. */
    run: watch.run,
    state: () => ({
      visit,
      mode,
      explaining: explained?.product.product_id ?? null,
      watchedSeconds: watch.seconds(),
      ...deeds,
      followed,
    }),
    product: () => explained?.product ?? null,
    did(deed: Deed, times: number): void {
      deeds[deed] += times
      if (deed !== 'likes') return
      pending += times
      timer ??= clock.after(LIKES_MS, settleLiked)
    },
    follow(): void {
      followed = true
    },
    /** Records all but what goes on: the page may be killed without another word. */
    settle(): void {
      settleWatched()
      settleLiked()
      checkpoint()
    },
    /** Records the rest; nothing is owed. */
    end(): void {
      settleWatched()
      settleLiked()
      explain(null)
      const seconds = Math.round((clock.elapsed() - began) / 1000)
      record('Live Room Left', { seconds, watched_seconds: reported, ...deeds })
      this.stop()
      debts.owe(visit)
    },
    /** Ends its timers, and leaves what is owed to the next start. */
    stop(): void {
      watch.run(false)
      timer?.()
    },
  }
}
