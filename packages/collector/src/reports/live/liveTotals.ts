import type { EventStore } from '../../store/eventStore.js'
import { type Deeds, deeds } from './deeds.js'
import { type Broadcast, roomActs } from './roomActs.js'

/** A broadcast in numbers. */
export interface LiveTotals extends Deeds {
  /** The first and the last that happened in it, in ms. */
  from: number
  to: number
  viewers: number
  /** All that was watched, by all together. */
  watchedSeconds: number
  /** People with a coupon, and people who ordered. */
  claimers: number
  buyers: number
}

/** Counts a broadcast. Null where nothing of it is known. */
export async function liveTotals(store: EventStore, broadcast: Broadcast): Promise<LiveTotals | null> {
  const { sql, parameters } = roomActs(broadcast)
  const [row] = await store.query<LiveTotals & { events: number }>(
    `WITH ${sql}
     SELECT count() AS events, min(at) AS "from", max(at) AS "to", uniqExact(person) AS viewers,
       round(sumIf(JSONExtractFloat(properties, 'seconds'), event = 'Live Watched'), 1) AS "watchedSeconds",
       uniqExactIf(person, event = 'Coupon Claimed') AS claimers,
       uniqExactIf(person, event = 'Order Completed') AS buyers, ${deeds}
     FROM room`,
    parameters,
  )
  const { events, ...totals } = row!
  return events ? totals : null
}
