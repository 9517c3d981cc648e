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

/** Folds one visitor's events, the earliest first, up to a moment, and decides what each slot shows then. */
export function simulate(
  config: Config,
  events: readonly LoggedEvent[],
  { now, slots = Object.keys(config.slots ?? {}), user }: SimulateOptions,
): Simulation {
  const visitor = compile(config).visitor()
  const past = events.filter(({ timestamp }) => Date.parse(timestamp) <= now)
  const folded = past.filter((event) => visitor.observe(event, { now })).length
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
