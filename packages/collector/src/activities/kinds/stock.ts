import type { Problem } from '../../problem.js'
import { type Field, optional, text, texts, whole } from '../fields.js'
import { type Common, grant, type Kind, refuse } from '../kind.js'

/** So many of something, for whoever comes first: one code for all, or a code of their own for each. */
export interface Stock {
  readonly total: number
  readonly code?: string
  /**
   * In the order in which they are given out. Once stored, only their number stays in the definition, and that number
   * stands for them in a later one.
   */
  readonly codes?: readonly string[] | number
}

interface Claim {
  readonly person: string
  readonly code: string
  readonly at: number
}

const taken = (records: { get<T>(key: readonly string[]): T | undefined }) => records.get<number>(['taken']) ?? 0

const list = texts(100_000, 256)

const codesOrNumber: Field = {
  needed: false,
  what: `${list.what}, or the number of those that are stored`,
  holds: (value) => list.holds(value) || whole(1, 100_000).holds(value),
}

export const stock: Kind<Stock> = {
  fields: { total: whole(1, 10_000_000), code: optional(text(256)), codes: codesOrNumber },

  check({ total, code, codes }) {
    if ((code === undefined) === (codes === undefined))
      return [{ path: 'code', code: 'invalid', message: 'give code, the same for all, or codes, one for each' }]
    const count = Array.isArray(codes) ? codes.length : codes
    if (typeof count !== 'number' || count >= total) return []
    const message = `codes must be at least ${total}, as total says; these are ${count}`
    return [{ path: 'codes', code: 'invalid', message }]
  },

  fixed: ({ records, definition }) => (taken(records) && definition.codes === undefined ? ['codes'] : []),

  store(definition, records) {
    const { codes } = definition
    if (typeof codes === 'number') return kept(definition, codes, records.get<number>(['codes']) ?? 0)
    if (!Array.isArray(codes)) return definition
    for (let index = 0; index < taken(records); index++)
      if (records.get(['code', index]) !== codes[index]) {
        const message = `codes must begin with the ${taken(records)} that people have, in their order: add new ones at the end`
        return { problems: [{ path: `codes.${index}`, code: 'fixed', message }] }
      }
    for (const [index, code] of codes.entries()) records.put(['code', index], code)
    records.put(['codes'], codes.length)
    return { ...definition, codes: codes.length }
  },

  actions: {
    claim({ records, definition, person, now }) {
      if (records.get(['own', person.key])) return refuse('already')
      const place = taken(records)
      if (place >= definition.total) return refuse('gone')
      const code = definition.code ?? records.get<string>(['code', place])!
      const claim: Claim = { person: person.id, code, at: now }
      records.put(['taken'], place + 1)
      records.put(['own', person.key], claim)
      records.put(['claim', place], claim)
      return grant({ code })
    },
  },

  state({ records, definition, person }) {
    const own = records.get<Claim>(['own', person.key])
    return {
      total: definition.total,
      left: Math.max(0, definition.total - taken(records)),
      claimed: own ? { code: own.code, at: own.at } : null,
    }
  },

  totals: ({ records, definition }) => ({
    taken: taken(records),
    left: Math.max(0, definition.total - taken(records)),
  }),

  claims: ({ records }, from, limit) => records.range<Claim>(['claim'], { from, limit }).map(({ value }) => value),
}

/** A definition that means the codes that are stored. */
function kept(definition: Stock & Common, codes: number, stored: number): (Stock & Common) | { problems: Problem[] } {
  if (codes === stored) return definition
  const message = `codes must be a list, or ${stored}, the number of those that are stored`
  return { problems: [{ path: 'codes', code: 'fixed', message }] }
}
