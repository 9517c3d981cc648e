import type { EventStore } from '../../store/eventStore.js'
import { type LiveCourse, liveMinutes } from './liveMinutes.js'
import { type LiveProduct, liveProducts, type Phases } from './liveProducts.js'
import { type LiveTotals, liveTotals } from './liveTotals.js'
import type { Broadcast } from './roomActs.js'

/** What became of a broadcast. */
export interface LiveReport extends LiveCourse {
  totals: LiveTotals
  funnel: Phases
  products: LiveProduct[]
}

/** Reports on a broadcast. Null where nothing of it is known. */
export async function liveReport(store: EventStore, broadcast: Broadcast): Promise<LiveReport | null> {
  const totals = await liveTotals(store, broadcast)
  if (!totals) return null
  const [course, products] = await Promise.all([liveMinutes(store, broadcast, totals), liveProducts(store, broadcast)])
  return { totals, ...course, ...products }
}
