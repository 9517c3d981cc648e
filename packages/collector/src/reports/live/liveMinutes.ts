import type { EventStore } from '../../store/eventStore.js'
import { type Deeds, deeds, noDeeds } from './deeds.js'
import { type Broadcast, roomActs } from './roomActs.js'

/** A minute of a broadcast, or a longer step of a long one. */
export interface LiveMinute extends Deeds {
  /** Its beginning, in ms. */
  at: number
  /** The most people who were there at the same moment of it. */
  online: number
  entered: number
}

/** How a broadcast went. */
export interface LiveCourse {
  /** Ms. */
  step: number
  minutes: LiveMinute[]
  /** The most people at the same moment, and when that was first so. */
  peak: { online: number; at: number }
}

interface Presence {
  step: number
  most: number
  mostAt: number
  last: number
}

/** Steps in ms, and how many of them are looked at at most. What takes longer has steps of so many days. */
const steps = [60_000, 300_000, 900_000, 3_600_000]
const day = 86_400_000
const most = 480

/**
 * Tells a broadcast step by step. Somebody is there from the first to the last event of a visit; who is there twice, on
 * two devices or in two tabs, is there once.
 */
export async function liveMinutes(
  store: EventStore,
  broadcast: Broadcast,
  { from, to }: { from: number; to: number },
): Promise<LiveCourse> {
  const step = steps.find((one) => (to - from) / one < most) ?? Math.ceil((to - from) / (most - 1) / day) * day
  const { sql, parameters } = roomActs(broadcast)
  const [presences, counts] = await Promise.all([
    store.query<Presence>(
      `WITH ${sql},
       visits AS (SELECT person, visit, min(at) AS start, max(at) AS stop FROM room GROUP BY person, visit),
       marked AS (
         SELECT person, start, stop, start > max(stop) OVER (
           PARTITION BY person ORDER BY start, stop ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS new
         FROM visits
       ),
       islands AS (
         SELECT person, start, stop,
           sum(new) OVER (PARTITION BY person ORDER BY start, stop ROWS UNBOUNDED PRECEDING) AS island
         FROM marked
       ),
       stays AS (SELECT min(start) AS start, max(stop) AS stop FROM islands GROUP BY person, island),
       changes AS (
         SELECT change.1 AS at, sum(change.2) AS by
         FROM (SELECT arrayJoin([(start, 1), (stop + 1, -1)]) AS change FROM stays) GROUP BY at
       ),
       course AS (
         SELECT at, sum(by) OVER (ORDER BY at ROWS UNBOUNDED PRECEDING) AS online, by FROM changes
       )
       SELECT intDiv(at, {step:Int64}) AS step, max(online) AS most, argMin(at, (-online, at)) AS "mostAt",
         argMax(online, at) AS last
       FROM course GROUP BY step ORDER BY step`,
      { ...parameters, step },
    ),
    store.query<Omit<LiveMinute, 'online' | 'at'> & { step: number }>(
      `WITH ${sql}
       SELECT intDiv(at, {step:Int64}) AS step, uniqExactIf(person, event = 'Live Room Entered') AS entered, ${deeds}
       FROM room GROUP BY step`,
      { ...parameters, step },
    ),
  ])
  return { step, minutes: fill(presences, counts, step, from, to), peak: peak(presences) }
}

function fill(
  presences: readonly Presence[],
  counts: readonly (Omit<LiveMinute, 'online' | 'at'> & { step: number })[],
  step: number,
  from: number,
  to: number,
): LiveMinute[] {
  const present = new Map(presences.map((one) => [one.step, one]))
  const counted = new Map(counts.map(({ step: place, ...rest }) => [place, rest]))
  const minutes: LiveMinute[] = []
  let before = 0
  for (let place = Math.floor(from / step); place <= Math.floor(to / step); place++) {
    const { most, last } = present.get(place) ?? { most: before, last: before }
    minutes.push({
      at: place * step,
      online: Math.max(before, most),
      entered: 0,
      ...noDeeds,
      ...counted.get(place),
    })
    before = last
  }
  return minutes
}

function peak(presences: readonly Presence[]): { online: number; at: number } {
  const online = Math.max(0, ...presences.map(({ most }) => most))
  return { online, at: presences.find(({ most }) => most === online)?.mostAt ?? 0 }
}
