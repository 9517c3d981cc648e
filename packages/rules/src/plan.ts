import { type Calendar, calendar, parseSpan } from './calendar.js'
import type { Cap, Config, Experience, Group, Slot, Trait } from './config.js'
import { type Counter, counter, type OwnCount } from './counter.js'
import { attempt, bare } from './json.js'
import type { MatchOptions } from './matches.js'

export interface SlotPlan {
  readonly name: string
  readonly slot: Slot
  /** The highest priority first, the earlier in the file at a tie. */
  candidates: Experience[]
  /** Its number among all slots. */
  readonly place: number
  /** The rank of the first of them among all, where there is an index. */
  first: number
}

/** A cap with the counter of what it limits; null where it cannot be counted here. */
export interface CapPlan extends Cap {
  readonly scope: 'experience' | 'group' | 'document'
  readonly counter: Counter | null
}

/**
 * What an experience counts: exposures for its caps, events for its trigger, its end and its cooldown. Null: it cannot be
 * counted here, because of an operator or a span that this SDK does not know.
 */
export interface Counts {
  readonly caps: readonly CapPlan[]
  readonly trigger?: Counter | null | undefined
  readonly stopOn?: Counter | null | undefined
  readonly cooldown?: Counter | null | undefined
  /** All of them. */
  readonly all: readonly (Counter | null)[]
}

/** A document made ready for deciding. Nothing in it belongs to a visitor. */
export interface Plan {
  readonly config: Config
  readonly options: MatchOptions
  readonly days: Calendar
  readonly features: readonly string[]
  /** Traits that are counted from events. */
  readonly traits: readonly Counter[]
  /** How to get at each trait: its counter, or its definition where it is derived or not known. */
  readonly sources: { readonly [name: string]: { counter: Counter | null; trait: Trait } }
  readonly groups: { readonly [name: string]: Group }
  readonly slots: ReadonlyMap<string, SlotPlan>
  experienceOf(id: string): Experience | undefined
  countsOf(experience: Experience): Counts
  /** The counters of all traits and experiences that see an event. */
  countersOf(event: string): readonly Counter[]
  /** The properties of `user` that the document refers to: all that is kept of them. */
  userNames(): readonly string[]
  /** The calendar of a zone; without one, of the document's. Null where the host cannot compute it. */
  daysOf(tz?: unknown): Calendar | null
}

/** The attributes that conditions can read besides traits. */
export const RESERVED =
  'tags audiences user page campaign referrer scene channel session device live now anonymousId userId'.split(' ')

const NONE: Experience[] = []
const VIEWS = ['Experience Viewed', 'Experience Withheld']
const BEGINNINGS = { view: VIEWS, click: 'Experience Clicked', dismiss: 'Experience Dismissed' }

/** Prepares a document; `features` are what this page's renderers can do, for experiences that require some. */
export function plan(config: Config, features: readonly string[] = []): Plan {
  const { tz, traits: definitions = {}, savedGroups, caps: all = [], experiences = [] } = config
  const zones = bare<Calendar | false>()
  const daysOf = (name: unknown = tz ?? 'UTC') =>
    attempt(() => (zones[name as string] ??= calendar(name as string) ?? false)) || null
  const days = daysOf() ?? calendar()!
  const options: MatchOptions = { savedGroups }
  const counting = (trait: unknown, name?: string) =>
    // A definition that cannot be read costs itself only.
    attempt(() => counter(trait as OwnCount, days, options, name), null)

  const sources = bare<{ counter: Counter | null; trait: Trait }>()
  for (const name of Object.keys(definitions))
    if (!RESERVED.includes(name))
      sources[name] = { counter: counting(definitions[name], name), trait: definitions[name]! }
  const traits = Object.values(sources).flatMap(({ counter }) => counter ?? [])

  const groups = bare<Group>(config.groups)
  const slots = slotPlans(config)

  function count({ id, slot, caps, group, trigger, stopOn, cooldown }: Experience): Counts {
    const capped = (scope: CapPlan['scope'], where: unknown, own: readonly Cap[] = [], by = where) =>
      own.map(({ count, per }) => ({
        scope,
        count,
        per,
        counter: counting({ event: VIEWS, agg: 'count', where, within: per, by }),
      }))
    const members = () => experiences.filter((other) => other.group === group).map((other) => other.id)
    const shared = groups[`${group}`]?.caps
    const counts = {
      caps: [
        ...capped('experience', { experience: id }, caps),
        ...(shared ? capped('group', { experience: { $in: members() } }, shared, { group }) : []),
        ...all.flatMap((cap) =>
          cap.slots?.includes(slot) === false
            ? []
            : capped('document', cap.slots && { slot: { $in: cap.slots } }, [cap]),
        ),
      ],
      // A trigger arms again after its own experience's exposures, so it is shared with no other.
      trigger: trigger && counting({ within: 'page', ...trigger, agg: 'count', prop: id }),
      stopOn: stopOn && counting({ ...stopOn, agg: 'count' }),
      cooldown:
        cooldown &&
        parseSpan(cooldown.for) &&
        counting(
          cooldown.after === 'conversion'
            ? { event: '', ...stopOn, within: undefined, agg: 'latest' }
            : { event: BEGINNINGS[cooldown.after], where: { experience: id }, agg: 'latest' },
        ),
    }
    const { caps: limits, ...others } = counts
    return {
      ...counts,
      all: [...limits.map(({ counter }) => counter), ...Object.values(others).filter((own) => own !== undefined)],
    }
  }
  const counts = new Map<Experience, Counts>()
  const countsOf = (experience: Experience) => {
    let found = counts.get(experience)
    if (!found) counts.set(experience, (found = count(experience)))
    return found
  }

  const seen = bare<Counter[]>()
  let known: Map<string, Counter> | undefined
  let byId: Map<string, Experience> | undefined
  let userNames: string[] | undefined
  return {
    config,
    options,
    days,
    features,
    traits,
    sources,
    groups,
    slots,
    daysOf,
    countsOf,
    experienceOf: (id) => (byId ??= new Map(experiences.map((one) => [one.id, one]))).get(id),
    countersOf(event) {
      known ??= new Map(
        [...traits, ...experiences.flatMap((experience) => countsOf(experience).all)].flatMap((own) =>
          own ? [[own.name, own]] : [],
        ),
      )
      return (seen[event] ??= [...known.values()].filter(({ events }) => events.includes(event)))
    },
    userNames: () =>
      (userNames ??= [...new Set(JSON.stringify(config).match(/"user\.[^".]+/g))].map((path) => path.slice(6))),
  }
}

function slotPlans({ slots = {}, experiences = [] }: Config): Map<string, SlotPlan> {
  const plans = new Map<string, SlotPlan>()
  for (const name of Object.keys(slots))
    plans.set(name, { name, slot: slots[name]!, candidates: NONE, place: plans.size, first: 0 })
  for (const experience of experiences) {
    const own = plans.get(experience.slot)!
    // An empty list that something is added to makes room for many more.
    if (own.candidates[0]) own.candidates.push(experience)
    else own.candidates = [experience]
  }
  // The sort is stable: at a tie the earlier in the file stays first.
  for (const { candidates } of plans.values())
    if (candidates[1]) candidates.sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0))
  return plans
}
