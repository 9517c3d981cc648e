import { whole } from '../fields.js'
import { grant, type Kind, refuse } from '../kind.js'
import type { Records } from '../records/records.js'
import { splitPacket } from '../splitPacket.js'

/** A sum that so many people share by chance. */
export interface RedPacket {
  /** Cents. */
  readonly total: number
  readonly count: number
}

interface Left {
  readonly count: number
  readonly amount: number
}

interface Opened {
  readonly person: string
  readonly amount: number
  readonly at: number
}

const leftOf = (records: Records, { total, count }: RedPacket): Left =>
  records.get<Left>(['left']) ?? { count, amount: total }

export const redPacket: Kind<RedPacket> = {
  fields: { total: whole(1, 100_000_000_000), count: whole(1, 1_000_000) },

  check: ({ total, count }) =>
    total < count
      ? [{ path: 'total', code: 'invalid', message: `total must be at least ${count} cents: one for each of count` }]
      : [],

  fixed: ({ records }) => (records.get(['left']) ? ['total', 'count'] : []),

  actions: {
    open({ records, definition, person, now, chance }) {
      if (records.get(['own', person.key])) return refuse('already')
      const left = leftOf(records, definition)
      if (left.count === 0) return refuse('gone')
      const amount = splitPacket(left.amount, left.count, chance.below)
      const opened: Opened = { person: person.id, amount, at: now }
      records.put(['left'], { count: left.count - 1, amount: left.amount - amount } satisfies Left)
      records.put(['own', person.key], opened)
      records.put(['opened', definition.count - left.count], opened)
      return grant({ amount })
    },
  },

  state({ records, definition, person }) {
    const own = records.get<Opened>(['own', person.key])
    return {
      total: definition.total,
      count: definition.count,
      left: leftOf(records, definition).count,
      opened: own ? { amount: own.amount, at: own.at } : null,
    }
  },

  totals: ({ records, definition }) => ({ left: leftOf(records, definition) }),

  claims: ({ records }, from, limit) => records.range<Opened>(['opened'], { from, limit }).map(({ value }) => value),
}
