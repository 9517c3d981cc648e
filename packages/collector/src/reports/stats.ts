import type { EventStore } from '../store/eventStore.js'
import { acts } from './acts.js'

/** What happened, in numbers. */
export interface Stats {
  events: number
  visitors: number
  orders: number
  /** The orders' totals together, in their own currency. */
  revenue: number
  /** The same by type and name, the most frequent first, at most 200. */
  names: { type: string; event: string; events: number; visitors: number }[]
}

/** Counts all events of the store. */
export async function stats(store: EventStore): Promise<Stats> {
  const [totals, names] = await Promise.all([
    store.query<Omit<Stats, 'names'>>(`WITH ${acts}
      SELECT count() AS events, uniqExact(person) AS visitors, countIf(event = 'Order Completed') AS orders,
        coalesce(sumIf(total, event = 'Order Completed'), 0) AS revenue
      FROM acts`),
    store.query<Stats['names'][number]>(`WITH ${acts}
      SELECT type, event, count() AS events, uniqExact(person) AS visitors
      FROM acts GROUP BY type, event ORDER BY events DESC, type, event LIMIT 200`),
  ])
  return { ...totals[0]!, names }
}
