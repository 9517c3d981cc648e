import type { EventStore } from '../store/eventStore.js'
import { acts } from './acts.js'

/** What one variation of an experience did. All numbers count visitors, each once. */
export interface ExperienceReport {
  experience: string
  variation: string
  slot: string
  viewed: number
  clicked: number
  dismissed: number
  /** Ordered at their first view or within the 7 days after it. */
  ordered: number
  /** Kept from seeing it by the holdout, for comparison. */
  withheld: number
  /** Of the withheld: ordered within the same 7 days. */
  withheldOrdered: number
}

/** Every variation that somebody saw or was kept from, by experience. */
export function experiences(store: EventStore): Promise<ExperienceReport[]> {
  return store.query<ExperienceReport>(`WITH ${acts},
    orders AS (
      SELECT person, groupArray(timestamp) AS times FROM acts WHERE event = 'Order Completed' GROUP BY person
    ),
    met AS (
      SELECT experience, variation, person, argMax(slot, timestamp) AS slot,
        countIf(event = 'Experience Viewed') > 0 AS viewed,
        countIf(event = 'Experience Clicked') > 0 AS clicked,
        countIf(event = 'Experience Dismissed') > 0 AS dismissed,
        countIf(event = 'Experience Withheld') > 0 AS withheld,
        minIf(timestamp, event = 'Experience Viewed') AS first_viewed,
        minIf(timestamp, event = 'Experience Withheld') AS first_withheld
      FROM acts
      WHERE experience != ''
        AND event IN ('Experience Viewed', 'Experience Clicked', 'Experience Dismissed', 'Experience Withheld')
      GROUP BY experience, variation, person
    )
    SELECT experience, variation, any(met.slot) AS slot, sum(viewed) AS viewed, sum(clicked) AS clicked,
      sum(dismissed) AS dismissed,
      countIf(met.viewed AND arrayExists(t -> t >= first_viewed AND t <= first_viewed + INTERVAL 7 DAY, times)) AS ordered,
      sum(withheld) AS withheld,
      countIf(met.withheld AND arrayExists(t -> t >= first_withheld AND t <= first_withheld + INTERVAL 7 DAY, times))
        AS "withheldOrdered"
    FROM met LEFT JOIN orders ON met.person = orders.person
    GROUP BY experience, variation
    ORDER BY experience, variation`)
}
