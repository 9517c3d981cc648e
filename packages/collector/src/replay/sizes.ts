import type { Config, Engine } from '@qianmian/rules'
import type { SentEvent } from '../ingest/validateBatch.js'

/** How many customers are in each tag, and have each value of each `case` trait, at one moment. */
export interface Sizes {
  /** Customers with at least one event by then. */
  customers: number
  tags: { name: string; title: string | undefined; customers: number }[]
  traits: { name: string; values: { value: string; customers: number }[] }[]
}

/** What the engine knows of one customer. */
export interface Known {
  id: string
  traits: Record<string, unknown>
  tags: readonly string[]
}

/**
 * Folds each customer's events up to a moment, in the order of their time, and counts tags and stages.
 * @param now ms since the epoch; later events have not happened
 * @param each told about every customer
 */
export function sizes(engine: Engine, events: readonly SentEvent[], now: number, each: (known: Known) => void): Sizes {
  const inTag = new Map<string, number>()
  const withValue = new Map<string, Map<string, number>>()
  const cases = caseTraits(engine.config)
  const histories = byCustomer(events, now)
  for (const [id, history] of histories) {
    const visitor = engine.visitor()
    for (const event of history) visitor.observe(event)
    const known = { id, traits: visitor.traits({ now }), tags: visitor.tags({ now }) }
    for (const tag of known.tags) count(inTag, tag)
    for (const { name } of cases)
      count(
        entry(withValue, name, () => new Map()),
        label(known.traits[name]),
      )
    each(known)
  }
  return {
    customers: histories.size,
    tags: Object.entries(engine.config.tags ?? {}).map(([name, tag]) => ({
      name,
      title: tag.name,
      customers: inTag.get(name) ?? 0,
    })),
    traits: cases.map(({ name, values }) => {
      const counts = withValue.get(name)
      return {
        name,
        values: [...new Set([...values, ...(counts?.keys() ?? [])])].map((value) => ({
          value,
          customers: counts?.get(value) ?? 0,
        })),
      }
    }),
  }
}

/** The traits that sort people into cases, each with every value that it can have, in the order of the document. */
function caseTraits(config: Config): { name: string; values: string[] }[] {
  return Object.entries(config.traits ?? {}).flatMap(([name, trait]) =>
    'case' in trait
      ? [
          {
            name,
            values: [...trait.case.map(([, value]) => value), ...('else' in trait ? [trait.else] : [])].map(label),
          },
        ]
      : [],
  )
}

/** Each customer's events up to `now`, by time; at the same time in the order of the log. */
function byCustomer(events: readonly SentEvent[], now: number): Map<string, SentEvent[]> {
  const histories = new Map<string, SentEvent[]>()
  for (const event of events)
    if (Date.parse(event.timestamp) <= now) entry(histories, event.userId!, () => []).push(event)
  for (const history of histories.values()) history.sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))
  return histories
}

/** A value as a report shows it: text as it is, anything else as JSON, `(none)` where there is nothing. */
const label = (value: unknown): string =>
  value === undefined || value === null ? '(none)' : typeof value === 'string' ? value : JSON.stringify(value)

const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}
