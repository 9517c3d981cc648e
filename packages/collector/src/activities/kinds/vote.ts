import { isObject } from '../../isObject.js'
import { texts } from '../fields.js'
import { grant, type Kind, refuse } from '../kind.js'
import type { Records } from '../records/records.js'

/** One vote a person, for one of the options. */
export interface Vote {
  readonly options: readonly string[]
}

interface Voted {
  readonly person: string
  readonly option: string
  readonly at: number
}

/** Votes by option, in the order of their first vote. */
const tally = (records: Records) => new Map(records.get<[string, number][]>(['tally']) ?? [])

export const vote: Kind<Vote> = {
  fields: { options: texts(100, 100) },

  store(definition, records) {
    const missing = [...tally(records).keys()].filter((option) => !definition.options.includes(option))
    if (!missing.length) return definition
    const message = `options must keep what people have voted for: ${missing.join(', ')}`
    return { problems: [{ path: 'options', code: 'fixed', message }] }
  },

  actions: {
    vote({ records, definition, person, now }, value) {
      const option = isObject(value) ? value.option : undefined
      if (typeof option !== 'string' || !definition.options.includes(option)) return refuse('invalid')
      if (records.get(['own', person.key])) return refuse('already')
      const votes = tally(records)
      const place = [...votes.values()].reduce((sum, one) => sum + one, 0)
      votes.set(option, (votes.get(option) ?? 0) + 1)
      const voted: Voted = { person: person.id, option, at: now }
      records.put(['tally'], [...votes])
      records.put(['own', person.key], voted)
      records.put(['vote', place], voted)
      return grant({ option })
    },
  },

  state({ records, definition, person }) {
    const votes = tally(records)
    return {
      options: definition.options.map((name) => ({ name, votes: votes.get(name) ?? 0 })),
      total: [...votes.values()].reduce((sum, one) => sum + one, 0),
      voted: records.get<Voted>(['own', person.key])?.option ?? null,
    }
  },

  totals: ({ records, definition }) => {
    const votes = tally(records)
    return { options: definition.options.map((name) => ({ name, votes: votes.get(name) ?? 0 })) }
  },

  claims: ({ records }, from, limit) => records.range<Voted>(['vote'], { from, limit }).map(({ value }) => value),
}
