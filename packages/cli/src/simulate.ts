import { type Config, compile, type Explanation } from '@qianmian/rules'
import type { LoggedEvent } from './readEvents.js'

export interface SimulateOptions {
  /** Ms since the epoch: events after it have not happened yet. */
  now: number
  /** The slots to decide; all of the document's when left out. */
  slots?: readonly string[]
  /** What the shop's own systems know of the visitor: conditions read it as `user.…`. */
  user?: { readonly [name: string]: unknown }
}

/** What a document makes of one visitor's history. */
export interface Simulation {
  /** How many events were folded, came after `now`, or were there before by their `messageId`. */
  folded: number
  later: number
  twice: number
  traits: { [name: string]: unknown }
  tags: string[]
  audiences: string[]
  slots: Explanation[]
}

/** Folds one visitor's events, the earliest first, up to a moment, and decides what each slot shows then on a page that can show it all. */
export function simulate(
  config: Config,
  events: readonly LoggedEvent[],
  { now, slots = Object.keys(config.slots ?? {}), user }: SimulateOptions,
): Simulation {
  const features = (config.experiences ?? []).flatMap(({ requires = [] }) => requires)
  const visitor = compile(config, { features }).visitor()
  const past = events.filter(({ timestamp }) => Date.parse(timestamp) <= now)
  // A visitor's state remembers the latest messages only, and a log may be of years.
  const told = new Set<string>()
  const isFirst = ({ messageId }: LoggedEvent) => !told.has(messageId) && told.add(messageId)
  const folded = past.filter((event) => isFirst(event) && visitor.observe(event, { now })).length
  if (user) visitor.set({ user })
  return {
    folded,
    later: events.length - past.length,
    twice: past.length - folded,
    traits: visitor.traits({ now }),
    tags: visitor.tags({ now }),
    audiences: visitor.audiences({ now }),
    slots: slots.map((slot) => visitor.explain(slot, { now })),
  }
}
