import { type Calendar, calendar, parseSpan, type Window } from './calendar.js'
import type { Config, Cooldown, Experience, Slot, StopOn } from './config.js'
import { type Counter, counter, type OwnCount } from './counter.js'
import { derivedTrait } from './derivedTraits.js'
import { bare, has, rootOf } from './json.js'
import { type MatchOptions, truthOf } from './matches.js'
import { pathsOf } from './references.js'

/** A value that is computed from attributes: a derived trait, a tag, an audience. */
export interface Node {
  readonly kind: 'traits' | 'tags' | 'audiences'
  readonly name: string
  /** The attributes (first segments of paths) that it reads. */
  readonly roots: readonly string[]
  derive(attributes: unknown): unknown
  /** For a tag that stays: for how long; `true` for ever. */
  readonly stays?: Window | true | null
}

/** An experience in its place: `rank` orders by slot, then by priority. */
export interface Candidate {
  rank: number
  readonly experience: Experience
  readonly slot: SlotPlan
}

export interface SlotPlan {
  readonly name: string
  readonly order: number
  readonly slot: Slot
  /** The highest priority first, the earlier in the file at a tie. */
  readonly candidates: Candidate[]
}

/** A cap with the counter of what it limits. */
export interface CapPlan {
  readonly scope: 'experience' | 'group' | 'document'
  readonly count: number
  readonly per: string
  readonly counter: Counter
}

/** What an experience counts: exposures for its caps, events for its trigger, its end and its cooldown. */
export interface Counts {
  readonly caps: readonly CapPlan[]
  readonly trigger?: Counter | null | undefined
  readonly stopOn?: Counter | null | undefined
  readonly cooldown?: Counter | null | undefined
  /** False: one of them cannot be counted here, because of an operator or a span that this SDK does not know. */
  readonly readable: boolean
}

/** A document made ready for deciding. Nothing in it belongs to a visitor. */
export interface Plan {
  readonly config: Config
  readonly options: MatchOptions
  readonly days: Calendar
  readonly features: readonly string[]
  /** Traits that are counted from events. */
  readonly traits: readonly Counter[]
  /** Derived traits, then tags, then audiences, each after what it depends on. */
  readonly nodes: readonly Node[]
  readonly slots: ReadonlyMap<string, SlotPlan>
  readonly candidates: readonly Candidate[]
  readonly byId: ReadonlyMap<string, Candidate>
  /** The attributes (first segments of paths) that splits hash, and the slots that show experiences of groups. */
  readonly hashed: ReadonlySet<string>
  readonly grouped: ReadonlySet<string>
  countsOf(experience: Experience): Counts
  /** The counters of all traits and experiences that see an event. */
  countersOf(event: string): readonly Counter[]
  /** The properties of `user` that the document refers to: all that is kept of them. */
  userNames(): readonly string[]
  /** The calendar of a zone; without one, of the document's. Null where the host cannot compute it. */
  daysOf(tz?: string): Calendar | null
}

/** The attributes that conditions can read besides traits. */
export const RESERVED =
  'tags audiences user page campaign referrer scene channel session device live now anonymousId userId'.split(' ')

const VIEWS = ['Experience Viewed', 'Experience Withheld']

/** Prepares a document; `features` are what this page's renderers can do, for experiences that require some. */
export function plan(config: Config, features: readonly string[] = []): Plan {
  const {
    tz,
    traits: definitions = {},
    savedGroups,
    slots: named = {},
    groups = {},
    caps: documentCaps = [],
    experiences = [],
  } = config
  const zones: Record<string, Calendar | null> = bare()
  const daysOf = (name: unknown = tz ?? 'UTC') =>
    typeof name !== 'string' ? null : name in zones ? zones[name]! : (zones[name] = calendar(name))
  const days = daysOf() ?? calendar()!
  const options: MatchOptions = { savedGroups, strict: true }
  const traits: Counter[] = []
  const nodes: Node[] = []
  const met = new Set<string>()

  const add = (name: string) => {
    if (met.has(name) || !has(definitions, name)) return
    met.add(name)
    const trait = definitions[name]!
    try {
      const derived = derivedTrait(trait, options)
      const counted = derived ? null : counter(name, trait as never, days, { savedGroups })
      if (counted) traits.push(counted)
      if (!derived) return
      const roots = derived.paths.map(rootOf)
      roots.forEach(add)
      nodes.push({ kind: 'traits', name, roots, derive: derived.derive })
    } catch {
      // A definition that cannot be read leaves its trait unknown.
    }
  }
  Object.keys(definitions).forEach(add)
  for (const kind of ['tags', 'audiences'] as const) {
    for (const [name, { when, latch, ttl }] of Object.entries<NonNullable<Config['tags']>[string]>(
      config[kind] ?? {},
    )) {
      const derive = (attributes: unknown) => truthOf(when, attributes, options)
      nodes.push({ kind, name, roots: pathsOf(when).map(rootOf), derive, stays: latch || parseSpan(ttl) })
    }
  }

  const slots = new Map<string, SlotPlan>()
  for (const name of Object.keys(named))
    slots.set(name, { name, order: slots.size, slot: named[name]!, candidates: [] })
  const candidates: Candidate[] = []
  const byId = new Map<string, Candidate>()
  const hashed = new Set(['anonymousId'])
  const hashes = (path: unknown) => typeof path === 'string' && hashed.add(rootOf(path))
  hashes(config.holdout?.hashAttribute)
  const grouped = new Set<string>()
  for (const experience of experiences) {
    const { experiment, group } = experience
    const slot = slots.get(experience.slot)!
    hashes(experiment?.hashAttribute)
    hashes(experiment?.fallbackAttribute)
    if (group) grouped.add(slot.name)
    slot.candidates.push({ rank: 0, experience, slot })
  }
  for (const slot of slots.values()) {
    // The sort is stable: at a tie the earlier in the file stays first.
    slot.candidates.sort((a, b) => (b.experience.priority ?? 0) - (a.experience.priority ?? 0))
    for (const candidate of slot.candidates) {
      candidate.rank = candidates.push(candidate) - 1
      byId.set(candidate.experience.id, candidate)
    }
  }

  const counts = new Map<Experience, Counts>()
  const countsOf = (experience: Experience): Counts => {
    let found = counts.get(experience)
    if (!found) {
      const { id, slot, caps, group, trigger, stopOn, cooldown } = experience
      let readable = !cooldown || !!parseSpan(cooldown.for)
      const of = (count: OwnCount): Counter | null => {
        const own = count.event === undefined ? null : counter(null, count, days, { savedGroups })
        readable &&= !!own
        return own
      }
      const capped = (scope: CapPlan['scope'], where: unknown, own: Experience['caps'] = [], by?: unknown) =>
        own.flatMap(({ count, per }) => {
          const scoped = per === 'session' ? { scope: per } : { within: per === 'lifetime' ? undefined : per }
          const counter = of({ event: VIEWS, agg: 'count', where, of: by, ...scoped } as OwnCount)
          return counter ? { scope, count, per, counter } : []
        })
      const members = () => experiences.filter((other) => other.group === group).map((other) => other.id)
      found = {
        caps: [
          ...capped('experience', { experience: id }, caps),
          ...capped(
            'group',
            { experience: { $in: group && groups[group]?.caps ? members() : [] } },
            has(groups, `${group}`) ? groups[group!]!.caps : [],
            { group },
          ),
          ...documentCaps.flatMap((cap) =>
            cap.slots?.includes(slot) === false
              ? []
              : capped('document', cap.slots && { slot: { $in: cap.slots } }, [cap]),
          ),
        ],
        trigger: trigger && ofTrigger(id, of({ ...trigger, agg: 'count', scope: trigger.within ? undefined : 'page' })),
        stopOn: stopOn && of({ ...stopOn, agg: 'count' }),
        cooldown: cooldown && of({ ...beginOf(cooldown, id, stopOn), agg: 'latest' }),
        readable,
      }
      counts.set(experience, found)
    }
    return found
  }

  const seen: Record<string, Counter[]> = bare()
  let all: Map<string, Counter> | undefined
  let userNames: string[]

  return {
    config,
    options,
    days,
    features,
    traits,
    nodes,
    slots,
    candidates,
    byId,
    hashed,
    grouped,
    daysOf,
    countsOf,
    countersOf(event) {
      if (!all) {
        all = new Map(traits.map((own) => [own.name, own]))
        for (const experience of experiences) {
          const { caps, readable, ...others } = countsOf(experience)
          for (const own of [...caps.map((cap) => cap.counter), ...Object.values<Counter | null | undefined>(others)])
            if (own) all.set(own.name, own)
        }
      }
      return (seen[event] ??= [...all.values()].filter(({ events }) => events.includes(event)))
    },
    userNames: () =>
      (userNames ??= (JSON.stringify(config).match(/"user\.[^".]+/g) ?? []).map((path) => path.slice(6))),
  }
}

/** A trigger arms again after its own experience's exposures, so it is shared with no other. */
const ofTrigger = (id: string, own: Counter | null) => own && { ...own, name: `${own.name}#${id}` }

const beginOf = ({ after }: Cooldown, id: string, stopOn: StopOn | undefined) =>
  after === 'conversion'
    ? { event: stopOn?.event ?? '', where: stopOn?.where }
    : {
        event: { view: VIEWS, click: 'Experience Clicked', dismiss: 'Experience Dismissed' }[after],
        where: { experience: id },
      }
