import { acts } from '../reports/acts.js'
import type { EventStore } from '../store/eventStore.js'
import { createWatched } from './createWatched.js'
import type { Evidence, Score, ScoreQuestion } from './kind.js'
import { richest } from './points.js'
import type { RecordStore } from './records/records.js'

/** A leaderboard is counted again after this long, in ms, however many look at it. */
const fresh = 3000

/** Asks the stored events, and keeps a crowd that asks the same from asking as often. */
export function createEvidence(
  store: EventStore,
  records: RecordStore['committed'],
  now: () => number,
  onError: (error: unknown) => void,
): Evidence {
  const counted = new Map<string, { at: number; scores: Promise<Score[]> }>()

  function recently(name: string, count: () => Promise<Score[]>): Promise<Score[]> {
    const last = counted.get(name)
    if (last && Math.abs(now() - last.at) < fresh) return last.scores
    const scores = count()
    counted.set(name, { at: now(), scores })
    scores.catch(() => counted.delete(name))
    return scores
  }

  return {
    watched: createWatched(store, onError),
    richest: (limit) => recently(`points ${limit}`, async () => richest(records, limit)),
    scores: (question) => recently(JSON.stringify(question), () => scores(store, question)),
  }
}

function scores(store: EventStore, { event, prop, room, from, to, limit }: ScoreQuestion): Promise<Score[]> {
  return store.query<Score>(
    `WITH ${acts}
     SELECT person, ${prop === undefined ? 'count()' : 'round(sum(JSONExtractFloat(properties, {prop:String})), 4)'} AS score
     FROM acts
     WHERE event = {event:String}
       ${room === undefined ? '' : "AND JSONExtractString(properties, 'room') = {room:String}"}
       AND toUnixTimestamp64Milli(timestamp) >= {from:Int64} AND toUnixTimestamp64Milli(timestamp) < {to:Int64}
     GROUP BY person HAVING score > 0
     ORDER BY score DESC, person LIMIT {limit:UInt32}`,
    {
      event,
      from: from ?? 0,
      to: to ?? Number.MAX_SAFE_INTEGER,
      limit,
      ...(prop !== undefined && { prop }),
      ...(room !== undefined && { room }),
    },
  )
}
