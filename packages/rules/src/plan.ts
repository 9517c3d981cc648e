import { type Calendar, calendar, parseSpan, type Window } from './calendar.js'
import type { Config, Experience, Slot } from './config.js'
import { addTraitReferences, type Derive, derivedTrait } from './derivedTraits.js'
import { type EventTraitRule, eventTraitRule } from './eventTraits.js'
import { has } from './json.js'
import { type MatchOptions, matches } from './matches.js'
import { type Needs, needs } from './needs.js'
import { addReferences, noReferences, rootsOf } from './references.js'
import { type Reach, reachOf } from './shows.js'

/** A value that is computed from attributes: a derived trait, a tag, an audience. */
export interface Node {
  readonly kind: 'traits' | 'tags' | 'audiences'
  readonly name: string
  /** The attributes (first segments of paths) that it reads. */
  readonly roots: ReadonlySet<string>
  readonly derive: Derive
  /** For a tag that stays: for how long; `true` for ever. */
  readonly stays: Window | true | null
}

/** An experience in its place: `rank` orders by slot, then by priority. */
export interface Candidate {
  readonly rank: number
  readonly experience: Experience
  readonly slot: SlotPlan
}

export interface SlotPlan {
  readonly name: string
  readonly order: number
  readonly slot: Slot
  /** The highest priority first, the earlier in the file at a tie. */
  readonly candidates: readonly Candidate[]
}

/** A document made ready for deciding. Nothing in it belongs to a visitor. */
export interface Plan {
  readonly config: Config
  readonly options: MatchOptions
  readonly days: Calendar
  readonly traits: readonly EventTraitRule[]
  readonly traitsByEvent: ReadonlyMap<string, readonly EventTraitRule[]>
  /** Derived traits, then tags, then audiences, each after what it depends on. */
  readonly nodes: readonly Node[]
  readonly slots: ReadonlyMap<string, SlotPlan>
  readonly candidates: readonly Candidate[]
  readonly byId: ReadonlyMap<string, Candidate>
  readonly needs: Needs
  /** How far back caps look. */
  readonly reach: () => Reach
  /** Candidates with a trigger or a `stopOn` of this event. */
  concernedBy(event: string): readonly Candidate[]
  /** Tags that stay, and that an event of this name may begin. */
  tagsBegunBy(event: string): readonly Node[]
  /** The calendar of a schedule's own time zone; the document's when it has none, null where it cannot be computed. */
  daysOf(tz: string | undefined): Calendar | null
}

/** Prepares a document; `features` are what this page's renderers can do, for experiences that require some. */
export function plan(config: Config, features: readonly string[] = []): Plan {
  const zone = calendar(config.tz)
  const days = zone ?? calendar()!
  const options: MatchOptions = { savedGroups: config.savedGroups }
  const definitions = config.traits ?? {}
  const traits = Object.keys(definitions).flatMap(
    (name) => eventTraitRule(name, definitions[name]!, days, options) ?? [],
  )
  const traitsByEvent = new Map<string, EventTraitRule[]>()
  for (const rule of traits) {
    for (const event of rule.events) traitsByEvent.set(event, [...(traitsByEvent.get(event) ?? []), rule])
  }
  const all = nodes(config, options)
  const found = places(config)
  const dependencies = needs(config, features, !!zone, traits)
  const concerned = once(() => {
    const byEvent = new Map<string, Candidate[]>()
    for (const candidate of found.candidates) {
      const { trigger, stopOn } = candidate.experience
      for (const event of new Set([trigger?.event, stopOn?.event])) {
        if (event !== undefined) byEvent.set(event, [...(byEvent.get(event) ?? []), candidate])
      }
    }
    return byEvent
  })
  const zones = new Map<string | undefined, Calendar | null>([[undefined, days]])
  return {
    config,
    options,
    days,
    traits,
    traitsByEvent,
    nodes: all,
    ...found,
    needs: dependencies,
    reach: once(() => reachOf(config)),
    concernedBy: (event) => concerned().get(event) ?? [],
    tagsBegunBy(event) {
      const begun = traitsByEvent.get(event) ?? []
      return all.filter(
        ({ stays, kind, name }) => stays && begun.some((rule) => dependencies.named(kind, name).traits.has(rule.name)),
      )
    },
    daysOf(tz) {
      if (!zones.has(tz)) zones.set(tz, calendar(tz))
      return zones.get(tz)!
    },
  }
}

/** Computes a value when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function nodes(config: Config, options: MatchOptions): Node[] {
  const found: Node[] = []
  const definitions = config.traits ?? {}
  const seen = new Set<string>()
  const add = (name: string) => {
    const trait = definitions[name]!
    const derive = derivedTrait(trait, options)
    if (!derive || seen.has(name)) return
    seen.add(name)
    const roots = rootsOf(addTraitReferences(trait, noReferences()))
    for (const root of roots) if (has(definitions, root)) add(root)
    found.push({ kind: 'traits', name, roots, derive, stays: null })
  }
  for (const name of Object.keys(definitions)) add(name)
  for (const kind of ['tags', 'audiences'] as const) {
    const named: NonNullable<Config['tags']> = config[kind] ?? {}
    for (const name of Object.keys(named)) {
      const { when, latch, ttl } = named[name]!
      const roots = rootsOf(addReferences(when, noReferences()))
      found.push({
        kind,
        name,
        roots,
        derive: (attributes) => matches(when, attributes, options),
        stays: latch || parseSpan(ttl),
      })
    }
  }
  return found
}

function places(config: Config): Pick<Plan, 'slots' | 'candidates' | 'byId'> {
  const waiting = new Map<string, Experience[]>()
  const named = config.slots ?? {}
  for (const name of Object.keys(named)) waiting.set(name, [])
  for (const experience of config.experiences ?? []) waiting.get(experience.slot)?.push(experience)
  const slots = new Map<string, SlotPlan>()
  const all: Candidate[] = []
  const byId = new Map<string, Candidate>()
  for (const [name, experiences] of waiting) {
    const candidates: Candidate[] = []
    const slot: SlotPlan = { name, order: slots.size, slot: named[name]!, candidates }
    slots.set(name, slot)
    // The sort is stable: at a tie the earlier in the file stays first.
    for (const experience of experiences.sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0))) {
      const candidate = { rank: all.length, experience, slot }
      candidates.push(candidate)
      all.push(candidate)
      byId.set(experience.id, candidate)
    }
  }
  return { slots, candidates: all, byId }
}
