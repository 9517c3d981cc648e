import { drawWinners } from '../drawWinners.js'
import { list, optional, text, time, whole } from '../fields.js'
import { grant, type House, type Kind, type Outcome, refuse } from '../kind.js'
import { masked, personOf } from '../person.js'

/** People enter, and at its time the prizes are drawn among them, once. */
export interface Lottery {
  /** The first is drawn first. */
  readonly prizes: readonly { readonly name: string; readonly count: number; readonly code?: string }[]
  readonly drawsAt: string
}

interface Entry {
  readonly person: string
  readonly at: number
  /** After the draw, of those who won. */
  readonly prize?: { readonly name: string; readonly code?: string }
}

/** How it was drawn: with the list of entries, enough to draw again. */
interface Draw {
  readonly seed: string
  readonly at: number
  readonly entries: number
  readonly winners: readonly number[]
}

/** Prizes of one lottery at most: they are drawn in one go. */
const most = 10_000

/** Winners that everybody sees. */
const shown = 20

const entriesOf = ({ records }: Pick<House<Lottery>, 'records'>) => records.get<number>(['entries']) ?? 0

export const lottery: Kind<Lottery> = {
  fields: {
    prizes: list(100, { name: text(100), count: whole(1, most), code: optional(text(256)) }),
    drawsAt: time,
  },

  check({ prizes, drawsAt, closes }) {
    const count = prizes.reduce((sum, prize) => sum + prize.count, 0)
    if (count > most)
      return [{ path: 'prizes', code: 'invalid', message: `prizes must be ${most} in all at most; these are ${count}` }]
    if (closes !== undefined && Date.parse(closes) > Date.parse(drawsAt))
      return [{ path: 'closes', code: 'invalid', message: 'closes must not be after drawsAt' }]
    return []
  },

  fixed: ({ records }) => (records.get(['draw']) ? ['prizes', 'drawsAt'] : []),

  closes: ({ drawsAt }) => Date.parse(drawsAt),

  actions: {
    enter({ records, person, now }) {
      // The clock may have been set back since.
      if (records.get(['draw'])) return refuse('late')
      if (records.get(['own', person.key]) !== undefined) return refuse('already')
      const place = entriesOf({ records })
      records.put(['entries'], place + 1)
      records.put(['own', person.key], place)
      records.put(['entry', place], { person: person.id, at: now } satisfies Entry)
      return grant()
    },
  },

  state({ records, definition, person }) {
    const place = records.get<number>(['own', person.key])
    const draw = records.get<Draw>(['draw'])
    const entry = place === undefined ? undefined : records.get<Entry>(['entry', place])
    return {
      entered: place !== undefined,
      entries: entriesOf({ records }),
      drawsAt: Date.parse(definition.drawsAt),
      drawn: draw !== undefined,
      prize: entry?.prize ?? null,
      prizes: definition.prizes.map(({ name, count }) => ({ name, count })),
      winners: (draw?.winners ?? []).slice(0, shown).map((winner) => {
        const { person, prize } = records.get<Entry>(['entry', winner])!
        return { who: masked(person), prize: prize!.name }
      }),
    }
  },

  totals(house) {
    const { seed = null, at = null, winners = [] } = house.records.get<Draw>(['draw']) ?? {}
    return { entries: entriesOf(house), drawn: at, seed, winners }
  },

  claims: ({ records }, from, limit) =>
    records.range<Entry>(['entry'], { from, limit }).map(({ key, value }) => ({ entry: key[1], ...value })),

  due: ({ records, definition }) => (records.get(['draw']) ? null : Date.parse(definition.drawsAt)),

  settle(house): readonly Outcome[] {
    const { records, definition, now, chance } = house
    const seed = chance.seed()
    const prizes = definition.prizes.flatMap(({ count, ...prize }) => Array<typeof prize>(count).fill(prize))
    const winners = drawWinners(seed, entriesOf(house), prizes.length)
    records.put(['draw'], { seed, at: now, entries: entriesOf(house), winners } satisfies Draw)
    return winners.map((place, index) => {
      const entry = records.get<Entry>(['entry', place])!
      const prize = prizes[index]!
      records.put(['entry', place], { ...entry, prize } satisfies Entry)
      return { person: personOf(entry.person), action: 'draw', mark: '', result: { prize: prize.name } }
    })
  },
}
