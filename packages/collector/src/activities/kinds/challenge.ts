import { clock, object, whole, zone } from '../fields.js'
import { grant, type House, type Kind, type Outcome, refuse, type Scene } from '../kind.js'
import { addDays, dateAt, momentOf } from '../localDay.js'
import { masked, personOf } from '../person.js'
import { sharePool } from '../sharePool.js'

/**
 * A round a date: people stake points on coming the next day between two hours, and those who come share the pool.
 * Where nobody comes, everybody has their stake back.
 */
export interface Challenge {
  readonly tz: string
  readonly stake: number
  /** The hours of the next day, such as 05:00 to 08:00; at `to` it is over. */
  readonly window: { readonly from: string; readonly to: string }
}

/** What is kept of a round. `paid`: how many of those who are to be paid have been. */
interface Round {
  readonly joined: number
  readonly came: number
  readonly paid: number
  readonly settled: boolean
}

/** What is kept of a person in a round. `rank`: as which they came, from 1. */
interface Own {
  readonly person: string
  readonly at: number
  readonly rank?: number
}

interface Came {
  readonly person: string
  readonly at: number
}

/** So many are paid in one transaction: others shall not wait for all of them. */
const lot = 500

/** Places of the ranking that everybody sees. */
const shown = 20

type Place = Pick<House<Challenge>, 'records' | 'definition'>

const roundOf = ({ records }: Place, date: string): Round =>
  records.get<Round>(['round', date]) ?? { joined: 0, came: 0, paid: 0, settled: false }

/** When the people of a round have to come: the next day. */
function windowOf({ definition: { tz, window } }: Place, date: string) {
  const next = addDays(date, 1)
  return { opens: momentOf(tz, next, window.from), closes: momentOf(tz, next, window.to) }
}

function view(scene: Scene<Challenge>, date: string) {
  const { records, definition, person } = scene
  const { joined, came, settled } = roundOf(scene, date)
  const own = records.get<Own>(['own', date, person.key])
  const pool = joined * definition.stake
  return {
    date,
    ...windowOf(scene, date),
    people: joined,
    pool,
    joined: own !== undefined,
    came,
    checkedIn: own?.rank !== undefined,
    rank: own?.rank ?? null,
    settled,
    share: settled && own ? shareOf(definition.stake, { joined, came }, own.rank) : null,
    ranking: records
      .range<Came>(['came', date], { limit: shown })
      .map(({ key, value }) => ({ rank: key[2], who: masked(value.person), at: value.at })),
  }
}

/** What a person of a settled round gets. */
function shareOf(stake: number, { joined, came }: Pick<Round, 'joined' | 'came'>, rank: number | undefined): number {
  if (came === 0) return stake
  return rank === undefined ? 0 : sharePool(joined * stake, came, rank)
}

export const challenge: Kind<Challenge> = {
  fields: { tz: zone, stake: whole(1, 1_000_000), window: object({ from: clock, to: clock }) },

  check: ({ window: { from, to } }) =>
    from < to
      ? []
      : [{ path: 'window.to', code: 'invalid', message: `window.to must be after ${from}, on the same day` }],

  fixed: ({ records }) => (records.range(['round'], { limit: 1 }).length ? ['stake', 'tz', 'window'] : []),

  always: ['checkIn'],

  actions: {
    join(scene) {
      const { records, definition, person, now } = scene
      const date = dateAt(definition.tz, now)
      const round = roundOf(scene, date)
      // The clock may have been set back since.
      if (round.settled || round.paid) return refuse('late')
      if (records.get(['own', date, person.key])) return refuse('already')
      if (!scene.points(person).change(-definition.stake, 'stake')) return refuse('points')
      records.put(['round', date], { ...round, joined: round.joined + 1 } satisfies Round)
      records.put(['open', date], true)
      records.put(['own', date, person.key], { person: person.id, at: now } satisfies Own)
      records.put(['joined', date, round.joined + 1], person.id)
      return grant({ date, ...windowOf(scene, date) })
    },

    checkIn(scene) {
      const { records, definition, person, now } = scene
      const date = addDays(dateAt(definition.tz, now), -1)
      const own = records.get<Own>(['own', date, person.key])
      if (!own) return refuse('invalid')
      if (own.rank !== undefined) return refuse('already')
      const { opens, closes } = windowOf(scene, date)
      const round = roundOf(scene, date)
      if (now < opens) return refuse('early')
      if (now >= closes || round.settled || round.paid) return refuse('late')
      const rank = round.came + 1
      records.put(['round', date], { ...round, came: rank } satisfies Round)
      records.put(['own', date, person.key], { ...own, rank } satisfies Own)
      records.put(['came', date, rank], { person: person.id, at: now } satisfies Came)
      return grant({ date, rank })
    },
  },

  state(scene) {
    const { definition, person, now } = scene
    const today = dateAt(definition.tz, now)
    const yesterday = addDays(today, -1)
    return {
      stake: definition.stake,
      joining: view(scene, today),
      checking: roundOf(scene, yesterday).joined ? view(scene, yesterday) : null,
      points: scene.points(person).balance,
    }
  },

  totals: ({ records }) => ({
    rounds: records.range<Round>(['round']).map(({ key, value }) => ({ date: key[1], ...value })),
  }),

  claims: ({ records }, from, limit) =>
    records
      .range<Came>(['came'])
      .slice(from, from + limit)
      .map(({ key, value }) => ({ date: key[1], rank: key[2], ...value })),

  due(house) {
    const [first] = house.records.range(['open'], { limit: 1 })
    return first ? windowOf(house, String(first.key[1])).closes : null
  },

  settle(house): readonly Outcome[] {
    const { records, definition } = house
    const date = String(house.records.range(['open'], { limit: 1 })[0]!.key[1])
    const round = roundOf(house, date)
    const paid = Math.min(round.paid + lot, round.came || round.joined)
    const outcomes: Outcome[] = []
    for (let number = round.paid + 1; number <= paid; number++) {
      const id = round.came
        ? records.get<Came>(['came', date, number])!.person
        : records.get<string>(['joined', date, number])!
      const share = shareOf(definition.stake, round, number)
      const person = personOf(id)
      house.points(person).change(share, round.came ? 'share' : 'stake returned')
      outcomes.push({ person, action: 'settle', mark: date, result: { date, share } })
    }
    const settled = paid === (round.came || round.joined)
    records.put(['round', date], { ...round, paid, settled } satisfies Round)
    if (settled) records.remove(['open', date])
    return outcomes
  },
}
