import { endOf, parseSpan } from './calendar.js'
import type { ConditionIndex, Truths } from './conditionIndex.js'
import type { Experience } from './config.js'
import type { Counter } from './counter.js'
import type { Check, Considered, Decision, Explanation } from './decision.js'
import { bucketRanges, chooseVariation, hash } from './hash.js'
import { attempt, bare, has } from './json.js'
import { type Get, truthOf } from './matches.js'
import type { Plan, SlotPlan } from './plan.js'
import { isOpen, isQuiet } from './schedule.js'
import type { VisitorState } from './state.js'

/** What the selection sees of a visitor. All of it may change between two calls. */
export interface Subject {
  state: VisitorState
  readonly get: Get
  /** Variations that a preview forces, by experience. */
  preview?: { readonly [experience: string]: string } | undefined
  /** Why some of what is said of this visitor is unknown. */
  unknown(): object
}

/** Chooses what each slot shows, and remembers it for as long as nothing changes. */
export interface Selection {
  decide(slot: string, now: number): Decision
  decideAll(now: number): ReadonlyMap<string, Decision>
  explain(slot: string, now: number): Explanation
  /** Takes in that attributes or counts changed, or `all`: that what is on show did, or a preview. */
  changed(all?: boolean): void
}

interface Winner {
  readonly experience: Experience
  readonly variation: number
  readonly reason: Decision['reason']
}

/** What a variation that a person keeps goes by. */
export const stickyKey = ({ id, experiment }: Experience, name: unknown, value: unknown): string =>
  `${name}|${value}|${experiment?.key ?? id}|${experiment?.bucketVersion ?? 0}`

/** `index` is asked for when conditions have been looked at twice. */
export function selection(plan: Plan, subject: Subject, index?: ConditionIndex): Selection {
  const { config, days, options, countsOf } = plan
  const { groups, holdout, quiet, revision, audiences } = config
  const { get } = subject
  const isAllTimed = config.caps || quiet || holdout
  const decisions = new Map<string, Decision>()
  /** What slots show, by their place, the highest rank first. */
  const winners: Winner[][] = []
  /** The slots to choose for again; also every slot that was never chosen for. */
  let stale: SlotPlan[] = []
  const isStale = new Uint8Array(plan.slots.size)
  /** The slots that may change with time and with what is counted. */
  const timed = new Set<SlotPlan>()
  let truths: Truths = {
    next({ candidates }, place) {
      while (place < candidates.length && !holds(candidates[place]!)) place++
      return place
    },
    update: (turned) => plan.slots.forEach(turned),
  }
  let isChanged = false
  let now = Number.NaN

  const truth = (condition: unknown) => condition === undefined || truthOf(condition, get, options)
  const isIn = (audience: unknown) => !audience || truth({ audiences: { $in: audience } })
  const holds = ({ when, audience }: Experience) => truth(when) && isIn(audience)
  const amount = (own: Counter) => own.read(subject.state.counts[own.name], now, subject.state) as number
  const attribute = (path = '') => {
    const value = get(path)
    return /string|number|boolean/.test(typeof value) ? `${value as string}` : ''
  }

  /** The checks in their order. One returns what it saw where it fails, and nothing where it passes. */
  const checks: { [check in Check]: (experience: Experience, isMet?: boolean) => unknown } = {
    supported(experience, isMet) {
      const { when, audience, requires, schedule = {} } = experience
      const features = requires?.filter((feature) => !plan.features.includes(feature))
      if (features?.[0]) return { code: 'feature', features }
      for (const zone of [config.tz, schedule.tz]) if (!plan.daysOf(zone)) return { code: 'zone', zone }
      if (isTimed(experience) && countsOf(experience).all.includes(null)) return { code: 'operator' }
      return !isMet && [isIn(audience), truth(when)].includes(undefined) && subject.unknown()
    },
    enabled: ({ enabled }) => enabled === false && {},
    schedule({ schedule }) {
      return schedule && !isOpen(schedule, now, plan.daysOf(schedule.tz)!) && schedule
    },
    quiet: ({ slot }) => quiet && quiet.slots?.includes(slot) !== false && isQuiet(quiet, now, days) && quiet,
    audience: ({ audience }) => !isIn(audience) && { audience, ...clause(audiences?.[audience![0]!]?.when) },
    when: ({ when }) => !truth(when) && clause(when),
    trigger(experience) {
      const { event, count = 1 } = experience.trigger ?? {}
      const seen = event ? amount(countsOf(experience).trigger!) : 0
      return event && !(seen >= count) && { event, count, seen }
    },
    stopOn(experience) {
      const { event } = experience.stopOn ?? {}
      const seen = event && amount(countsOf(experience).stopOn!)
      return seen && { event, seen }
    },
    cooldown(experience) {
      const { after, for: span } = experience.cooldown ?? {}
      const began = after && amount(countsOf(experience).cooldown!)
      const until = began && endOf(began, parseSpan(span)!, days)
      return until! > now && { after, until }
    },
    caps(experience) {
      for (const { scope, count, per, counter } of countsOf(experience).caps) {
        const used = amount(counter!)
        if (used >= count) return { scope, count, per, used }
      }
    },
    group({ id, group, slot }) {
      const { max = 1 } = bare<{ max?: number }>(groups)[`${group}`] ?? {}
      const occupants = group ? occupantsOf(group, plan.slots.get(slot)!).filter((other) => other !== id) : []
      return occupants.length >= max && { group, max, occupants }
    },
    experiment: (experience) => variationFor(experience) < 0 && experience.experiment,
  }
  const order = Object.keys(checks) as Check[]
  /** The checks of what is held. */
  const always = order.slice(0, 3)
  const rest = order.filter((check) => !/audience|when/.test(check))

  /** What a check saw where it fails. One that cannot be made, such as of hours that are no text, fails. */
  const look = (check: Check, experience: Experience, isMet?: boolean): unknown =>
    attempt(() => checks[check](experience, isMet), {})

  /** The first check that fails; `isMet`: that the conditions hold is known. */
  const failing = (experience: Experience, some = order, isMet?: boolean) =>
    some.find((check) => look(check, experience, isMet))

  /** The first part of a condition that does not hold: where it looked, what it wanted, what it saw. */
  function clause(when: object = {}): object {
    const path = Object.keys(when).find((key) => !truth({ [key]: when[key as never] })) ?? ''
    return { path, expected: when[path as never], actual: get(path) }
  }

  /** What is held of a group anywhere, and what the slots before this one, and this one so far, show of it. */
  function occupantsOf(group: string, own: SlotPlan): string[] {
    const found: Winner[] = []
    let isLater = false
    for (const slot of plan.slots.values()) {
      if (slot.candidates.some((one) => one.group === group)) {
        if (!isLater && slot !== own) choose(slot)
        found.push(...((isLater ? heldIn(slot) : winners[slot.place]) ?? []))
      }
      isLater ||= slot === own
    }
    return found.flatMap(({ experience }) => (experience.group === group ? experience.id : []))
  }

  const indexOf = ({ variations }: Experience, wanted: unknown) => variations.findIndex(({ key }) => key === wanted)

  /** The index of the variation that this visitor gets, or -1. */
  function variationFor(experience: Experience): number {
    const { id, experiment, variations } = experience
    if (!experiment && !variations[1]) return 0
    if (isForced(experience)) return Math.max(0, indexOf(experience, subject.preview![id]))
    const { key = id, seed = key, coverage, weights, sticky } = experiment ?? {}
    let value = ''
    for (const name of [experiment?.hashAttribute ?? 'anonymousId', experiment?.fallbackAttribute]) {
      const own = attribute(name)
      const kept = indexOf(experience, sticky && own && subject.state.sticky[stickyKey(experience, name, own)])
      if (kept >= 0) return kept
      value ||= own
    }
    return value ? chooseVariation(hash(seed, value, 2)!, bucketRanges(variations.length, coverage, weights)) : -1
  }

  const isForced = ({ id }: Experience) => !!subject.preview && has(subject.preview, id)

  const winner = (
    experience: Experience,
    variation = variationFor(experience),
    withheld: unknown = holdout &&
      experience.holdout !== false &&
      hash(holdout.key, attribute(holdout.hashAttribute ?? 'anonymousId'), 2)! < holdout.share,
  ): Winner => ({
    experience,
    variation,
    reason: isForced(experience) ? 'preview' : withheld ? 'withheld' : 'chosen',
  })

  /** What was seen here and has not ended. */
  const heldIn = (slot: SlotPlan): Winner[] =>
    subject.state.held.flatMap(([name, id, key, withheld = false]) => {
      const experience = plan.experienceOf(id)
      if (name !== slot.name || experience?.slot !== name) return []
      const variation = indexOf(experience, key)
      return variation < 0 || failing(experience, always) ? [] : winner(experience, variation, withheld)
    })

  /** Whether more than attributes decides on an experience: the clock, counts, or what is hashed. */
  const isTimed = ({ variations, schedule, trigger, stopOn, cooldown, caps, group, experiment }: Experience) =>
    isAllTimed || variations[1] || schedule || trigger || stopOn || cooldown || caps || group || experiment

  function choose(slot: SlotPlan): void {
    const { name, limit, candidates, place } = slot
    const before = winners[place]
    if (before && !isStale[place]) return
    isStale[place] = 0
    timed.delete(slot)
    const shown: Winner[] = []
    winners[place] = shown
    try {
      if (config.enabled !== false) pick(slot, shown)
    } catch {
      // What cannot be read costs itself only.
    }
    if (shown[1]) shown.sort((a, b) => candidates.indexOf(a.experience) - candidates.indexOf(b.experience))
    if (before?.length === shown.length && !shown.some((one, i) => isOther(one, before[i]!))) return
    const items = limit > 1 ? shown.map((one) => item(slot, one)) : undefined
    const top = items?.find(({ experience }) => experience) ?? item(slot, shown[0])
    decisions.set(name, items ? { ...top, items } : top)
  }

  const isOther = (one: Winner, other: Winner) =>
    one.experience !== other.experience || one.reason !== other.reason || one.variation !== other.variation

  function item(slot: SlotPlan, one?: Winner): Decision {
    if (!one) return show(slot, 'default')
    const { experience, variation, reason } = one
    const { key, payload } = experience.variations[variation]!
    return reason === 'withheld'
      ? { ...show(slot, reason), withheld: { experience: experience.id, variation: key } }
      : show(slot, reason, experience.id, key, payload)
  }

  /** Finds what a slot shows: previews, then what is held, then what holds and passes. */
  function pick(slot: SlotPlan, shown: Winner[]): void {
    const { candidates, limit } = slot
    const add = (one: Winner) => {
      if (shown.length < limit && !shown.some(({ experience }) => experience === one.experience)) shown.push(one)
    }
    if (subject.preview) for (const experience of candidates) if (isForced(experience)) add(winner(experience))
    if (subject.state.held[0])
      for (const one of heldIn(slot)) {
        timed.add(slot)
        add(one)
      }
    for (let i = -1; shown.length < limit && (i = truths.next(slot, i + 1)) < candidates.length; ) {
      const experience = candidates[i]!
      const more = isTimed(experience)
      if (more) timed.add(slot)
      const isFree = !more && !experience.requires && plan.daysOf()
      if (isFree ? experience.enabled !== false : !failing(experience, rest, true)) add(winner(experience))
    }
  }

  const show = (
    { name, slot }: Pick<SlotPlan, 'name' | 'slot'>,
    reason: Decision['reason'],
    experience: string | null = null,
    variation: string | null = null,
    payload = slot.default ?? null,
  ): Decision => ({ slot: name, experience, variation, payload, reason, revision })

  function touch(slot: SlotPlan): void {
    if (!isStale[slot.place]) stale.push(slot)
    isStale[slot.place] = 1
  }

  /** Makes stale what changes by now may have changed. The first time, everything is. */
  function advance(to: number): void {
    // What was chosen for in the meantime waits no longer.
    stale = stale.filter(({ place }) => isStale[place])
    if (isChanged && !Number.isNaN(now)) {
      truths.update(touch)
      truths = index?.(get, options) ?? truths
      index = undefined
    }
    if (isChanged || now !== to) timed.forEach(touch)
    isChanged = false
    now = to
  }

  function decide(name: string, to: number): Decision {
    advance(to)
    const slot = plan.slots.get(name)
    if (slot) choose(slot)
    return decisions.get(name) ?? show({ name, slot: {} }, 'default')
  }

  return {
    decide,
    decideAll(to) {
      advance(to)
      if (decisions.size < plan.slots.size) plan.slots.forEach(choose)
      stale.forEach(choose)
      return decisions
    },
    explain(name, to) {
      const decision = decide(name, to)
      const slot = plan.slots.get(name)
      const by = slot ? winners[slot.place]!.map(({ experience }) => experience.id) : []
      const considered = (slot?.candidates ?? []).map((experience): Considered => {
        const { id, priority = 0 } = experience
        const isOff = config.enabled === false
        const check = isOff ? 'enabled' : by.includes(id) ? null : (failing(experience) ?? 'outranked')
        const values = isOff
          ? { document: false }
          : check === 'outranked'
            ? { by }
            : check
              ? look(check, experience)
              : {}
        return { experience: id, priority, failed: check, values: values as Considered['values'] }
      })
      return { slot: name, decision, considered }
    },
    changed(all) {
      isChanged = true
      if (all) plan.slots.forEach(touch)
    },
  }
}
