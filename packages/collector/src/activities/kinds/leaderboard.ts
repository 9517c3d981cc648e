import { oneOf, optional, text, whole } from '../fields.js'
import type { Common, Evidence, Kind, Score } from '../kind.js'
import { masked } from '../person.js'

/** Who has the most points, or the most of something that the events tell. */
export interface Leaderboard {
  /** `points`, or how often `event` was recorded, or the sum of its property `prop`. */
  readonly by: 'points' | 'count' | 'sum'
  readonly event?: string
  readonly prop?: string
  /** Only what happened in this live room. */
  readonly room?: string
  /** Rows that people see. Default 10. */
  readonly limit?: number
}

interface Row {
  readonly rank: number
  readonly person: string
  readonly score: number
}

/** So many are ranked: who is behind them sees no rank. */
const ranked = 1000

/** Rows with their ranks: who has as many has the same rank, and the next counts on from the number of people. */
function rank(scores: readonly Score[]): Row[] {
  let rank = 0
  return scores.map(({ person, score }, index) => {
    if (score !== scores[index - 1]?.score) rank = index + 1
    return { rank, person, score }
  })
}

const ask = ({ by, event, prop, room, opens, closes }: Leaderboard & Common, evidence: Evidence): Promise<Score[]> =>
  by === 'points'
    ? evidence.richest(ranked)
    : evidence.scores({
        event: event!,
        prop: by === 'sum' ? prop : undefined,
        room,
        from: opens === undefined ? undefined : Date.parse(opens),
        to: closes === undefined ? undefined : Date.parse(closes),
        limit: ranked,
      })

export const leaderboard: Kind<Leaderboard> = {
  fields: {
    by: oneOf('points', 'count', 'sum'),
    event: optional(text(256)),
    prop: optional(text(256)),
    room: optional(text(256)),
    limit: optional(whole(1, 100)),
  },

  check({ by, event, prop }) {
    if (by !== 'points' && event === undefined)
      return [{ path: 'event', code: 'missing', message: `event must name what is counted, for by: ${by}` }]
    if (by === 'sum' && prop === undefined)
      return [{ path: 'prop', code: 'missing', message: 'prop must name the property that is summed, for by: sum' }]
    return []
  },

  actions: {},

  evidence: ({ definition }, _person, evidence) => ask(definition, evidence),

  state({ definition, person, evidence }) {
    const rows = rank(evidence as Score[])
    const mine = rows.find((row) => row.person === person.id)
    return {
      rows: rows.slice(0, definition.limit ?? 10).map((row) => ({
        rank: row.rank,
        who: masked(row.person),
        score: row.score,
        me: row === mine,
      })),
      mine: mine ? { rank: mine.rank, score: mine.score } : null,
    }
  },

  totals: () => ({}),
}
