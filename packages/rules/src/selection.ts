import { endOf, parseSpan } from './calendar.js'
import type { ConditionIndex, Truths } from './conditionIndex.js'
import type { Counter } from './counter.js'
import type { Check, Considered, Decision, Explanation } from './decision.js'
import { bucketRanges, chooseVariation, hash } from './hash.js'
import { has, read } from './json.js'
import { type Names, truthOf } from './matches.js'
import type { Candidate, Plan, SlotPlan } from './plan.js'
import { isOpen, isQuiet } from './schedule.js'
import { emptyCount, type VisitorState } from './state.js'

/** What the selection sees of a visitor. All of it may change between two calls. */
export interface Subject {
  state: VisitorState
  attributes: Record<string, unknown>
  /** Variations that a preview forces, by experience. */
  preview: { readonly [experience: string]: string }
  /** Why some of what is said of this visitor is unknown. */
  unknown(): object
}

/** Chooses what each slot shows, and remembers it for as long as nothing changes. */
export interface Selection {
  decide(slot: string, now: number): Decision
  decideAll(now: number): ReadonlyMap<string, Decision>
  explain(slot: string, now: number): Explanation
  /** Takes in which attributes changed, or that anything else may have: what was shown, the date, a preview. */
  changed(roots?: ReadonlySet<string>): void
}

interface Winner {
  readonly candidate: Candidate
  readonly variation: number
  readonly withheld: boolean
}

/** A slot with what it shows. */
interface Place extends SlotPlan {
  winners: readonly Winner[]
  /** Of the winners, to see whether they change. */
  key?: string
  decision?: Decision
}

export type IndexOf = (build: boolean) => ConditionIndex | null

/** From this many experiences on, an index of conditions pays for itself. */
const MANY = 64

export function selection(plan: Plan, subject: Subject, index?: IndexOf): Selection {
  const { config, days, options, byId, candidates: all, countsOf, hashed, grouped } = plan
  const { groups = {}, holdout, quiet, revision, audiences = {} } = config
  const places = new Map<string, Place>()
  for (const [name, slot] of plan.slots) places.set(name, { ...slot, winners: [] })
  const decisions = new Map<string, Decision>()
  const stale = new Set(places.values())
  let timed: Place[] | undefined
  let truths: Truths | null = null
  let at: number

  const truth = (when: unknown) => truthOf(when, subject.attributes, options)
  const attribute = (path = '') => {
    const value = read(subject.attributes, path)
    return /string|number|boolean/.test(typeof value) ? `${value}` : ''
  }
  const isIn = (names: readonly string[] = []) =>
    names.some((name) => (subject.attributes.audiences as Names).includes(name))
  const amount = (own: Counter, now: number) =>
    own.read(subject.state.counts[own.name] ?? emptyCount(own), now) as number

  /** The checks in their order. One returns what it saw where it fails, and nothing where it passes. */
  const checks: { [check in Check]: (candidate: Candidate, now: number) => unknown } = {
    supported({ experience }) {
      const { when = {}, audience = [], requires = [] } = experience
      const { unknown = [] } = subject.attributes.audiences as Names
      const features = requires.filter((feature) => !plan.features.includes(feature))
      if (features[0]) return { code: 'feature', features }
      if (!plan.daysOf()) return { code: 'zone', zone: config.tz }
      if (!countsOf(experience).readable) return { code: 'operator' }
      if (truth(when) === undefined || (!isIn(audience) && audience.some((name) => unknown.includes(name))))
        return subject.unknown()
    },
    enabled: ({ experience }) => experience.enabled === false && {},
    schedule({ experience: { schedule } }, now) {
      const own = schedule && plan.daysOf(schedule.tz)
      return schedule && !(own && isOpen(schedule, now, own)) && schedule
    },
    quiet: ({ slot }, now) => quiet && quiet.slots?.includes(slot.name) !== false && isQuiet(quiet, now, days) && quiet,
    audience: ({ experience: { audience } }) =>
      audience && !isIn(audience) && { audience, ...clause(audiences[audience[0]!]?.when) },
    when: ({ experience: { when } }) => when && !truth(when) && clause(when),
    trigger({ experience }, now) {
      const { event, count = 1 } = experience.trigger ?? {}
      const own = event && countsOf(experience).trigger
      const seen = own ? amount(own, now) : 0
      return event && !(seen >= count) && { event, count, seen }
    },
    stopOn({ experience }, now) {
      const own = experience.stopOn && countsOf(experience).stopOn
      const seen = own && amount(own, now)
      return seen && { event: experience.stopOn!.event, seen }
    },
    cooldown({ experience }, now) {
      const own = experience.cooldown && countsOf(experience).cooldown
      const began = own && amount(own, now)
      const window = parseSpan(experience.cooldown?.for)
      const until = began && window ? endOf(began, window, days) : now
      return until > now && { after: experience.cooldown!.after, until }
    },
    caps({ experience }, now) {
      for (const { scope, count, per, counter } of countsOf(experience).caps) {
        const used = amount(counter, now)
        if (used >= count) return { scope, count, per, used }
      }
    },
    group({ experience: { id, group = '' }, slot }, now) {
      const { max = 1 } = (has(groups, group) && groups[group]) || {}
      const occupants = group ? occupantsOf(group, slot, now).filter((other) => other !== id) : []
      return occupants.length >= max && { group, max, occupants }
    },
    experiment: (candidate) => variationFor(candidate) < 0 && candidate.experience.experiment,
  }
  const order = Object.keys(checks) as Check[]

  /** The first part of a condition that does not hold: where it looked, what it wanted, what it saw. */
  function clause(when: object = {}): object {
    const path = Object.keys(when).find((key) => !truth({ [key]: when[key as never] })) ?? ''
    return { path, expected: when[path as never], actual: read(subject.attributes, path) }
  }

  /** What is held of a group anywhere, and what the slots before this one, and this one so far, show of it. */
  function occupantsOf(group: string, slot: SlotPlan, now: number): string[] {
    const found: Winner[] = []
    for (const place of places.values()) {
      if (!place.candidates.some(({ experience }) => experience.group === group)) continue
      if (place.order < slot.order) choose(place, now)
      found.push(...(place.order <= slot.order ? place.winners : heldIn(place, now)))
    }
    return found.flatMap(({ candidate: { experience } }) => (experience.group === group ? experience.id : []))
  }

  const indexOf = ({ experience }: Candidate, wanted: unknown) =>
    experience.variations.findIndex(({ key }) => key === wanted)

  /** The index of the variation that this visitor gets, or -1. */
  function variationFor(candidate: Candidate): number {
    const { id, experiment, variations } = candidate.experience
    if (has(subject.preview, id)) return Math.max(0, indexOf(candidate, subject.preview[id]))
    if (!experiment && !variations[1]) return 0
    const { key = id, seed = key, coverage, weights, sticky, bucketVersion = 0 } = experiment ?? {}
    let value = ''
    for (const name of [experiment?.hashAttribute ?? 'anonymousId', experiment?.fallbackAttribute]) {
      const own = attribute(name)
      const kept =
        sticky && own ? indexOf(candidate, subject.state.sticky[`${name}|${own}|${key}|${bucketVersion}`]) : -1
      if (kept >= 0) return kept
      value ||= own
    }
    return value ? chooseVariation(hash(seed, value, 2)!, bucketRanges(variations.length, coverage, weights)) : -1
  }

  const winner = (candidate: Candidate): Winner => ({
    candidate,
    variation: variationFor(candidate),
    withheld:
      !!holdout &&
      candidate.experience.holdout !== false &&
      !has(subject.preview, candidate.experience.id) &&
      hash(holdout.key, attribute(holdout.hashAttribute ?? 'anonymousId'), 2)! < holdout.share,
  })

  /** What was seen here and has not ended. */
  const heldIn = ({ name }: SlotPlan, now: number): Winner[] =>
    (subject.state.held[name] ?? []).flatMap(({ e, v, w }) => {
      const candidate = byId.get(e)
      const variation = candidate?.slot.name === name ? indexOf(candidate, v) : -1
      const goes = variation < 0 || fails(candidate!, now, ['enabled', 'schedule', 'supported'])
      return goes ? [] : { candidate: candidate!, variation, withheld: !!w }
    })

  /** What a check saw where it fails. One that cannot be made, such as of hours that are no text, fails. */
  function look(check: Check, candidate: Candidate, now: number): unknown {
    try {
      return checks[check](candidate, now)
    } catch {
      return {}
    }
  }

  const fails = (candidate: Candidate, now: number, some: readonly Check[]): boolean =>
    some.some((check) => look(check, candidate, now))

  function choose(place: Place, now: number): void {
    if (!stale.delete(place)) return
    const { name, slot, candidates } = place
    const { limit = 1 } = slot
    const winners: Winner[] = (place.winners = [])
    const add = (one: Winner) => {
      if (winners.length < limit && !winners.some(({ candidate }) => candidate === one.candidate)) winners.push(one)
    }
    if (config.enabled !== false) {
      for (const candidate of candidates) if (has(subject.preview, candidate.experience.id)) add(winner(candidate))
      heldIn(place, now).forEach(add)
      const first = candidates[0]?.rank ?? 0
      // What a condition does not know is asked last, of those that hold.
      const asked = order.filter((check) => check !== 'supported' && !(truths && /^(when|audience)$/.test(check)))
      for (let i = 0; winners.length < limit && i < candidates.length; i++) {
        if (truths && (i = truths.next(first + i, first + candidates.length, subject.attributes) - first) < 0) break
        if (!fails(candidates[i]!, now, asked) && !fails(candidates[i]!, now, ['supported']))
          add(winner(candidates[i]!))
      }
    }
    winners.sort((a, b) => a.candidate.rank - b.candidate.rank)
    const key =
      winners.map(({ candidate, ...rest }) => candidate.rank + JSON.stringify(rest)) + JSON.stringify(subject.preview)
    if (key === place.key) return
    place.key = key
    const items = winners.map(({ candidate: { experience }, variation, withheld }): Decision => {
      const { key, payload } = experience.variations[variation]!
      if (withheld) return { ...nothing(name, 'withheld'), withheld: { experience: experience.id, variation: key } }
      const reason = has(subject.preview, experience.id) ? 'preview' : 'chosen'
      return { slot: name, experience: experience.id, variation: key, payload, reason, revision }
    })
    const top = items.find(({ experience }) => experience) ?? items[0] ?? nothing(name, 'default')
    decisions.set(name, (place.decision = limit > 1 ? { ...top, items } : top))
  }

  const nothing = (slot: string, reason: Decision['reason']): Decision => ({
    slot,
    experience: null,
    variation: null,
    payload: plan.slots.get(slot)?.slot.default ?? null,
    reason,
    revision,
  })

  const touch = (place: Place) => stale.add(place)

  /** Time itself changes slots whose experiences look at the clock. */
  function advance(now: number): void {
    if (at === now) return
    at = now
    timed?.forEach(touch)
    if (timed) return
    const looks = ({ experience: { schedule, trigger, stopOn, cooldown, caps, group } }: Candidate) =>
      schedule || trigger?.within || stopOn || cooldown || caps || group
    timed = [...places.values()].filter(({ candidates }) => quiet || config.caps || candidates.some(looks))
    begin(index?.(false))
  }

  function begin(table: ConditionIndex | null | undefined): void {
    if (!table) return
    truths = table.truths()
    truths.update(subject.attributes)
  }

  function decide(name: string, now: number): Decision {
    advance(now)
    const place = places.get(name)
    if (place) choose(place, now)
    return place?.decision ?? nothing(name, 'default')
  }

  return {
    decide,
    decideAll(now) {
      advance(now)
      for (const place of stale) choose(place, now)
      return decisions
    },
    explain(slot, now) {
      const decision = decide(slot, now)
      const { winners = [], candidates = [] } = places.get(slot) ?? {}
      const considered = candidates.map((candidate): Considered => {
        const { id, priority = 0 } = candidate.experience
        let failed: Considered['failed'] = null
        let values: unknown = {}
        if (config.enabled === false) [failed, values] = ['enabled', { document: false }]
        else if (!winners.some((one) => one.candidate === candidate)) {
          failed = order.find((check) => fails(candidate, now, [check])) ?? 'outranked'
          values =
            failed === 'outranked'
              ? { by: winners.map((one) => one.candidate.experience.id) }
              : look(failed, candidate, now)
        }
        return { experience: id, priority, failed, values: values as Considered['values'] }
      })
      return { slot, decision, considered }
    },
    changed(roots) {
      if (!timed) return
      if (roots && truths) {
        truths.update(subject.attributes, roots, (rank) => touch(places.get(all[rank]!.slot.name)!))
        // A split follows the attribute that it hashes, and what one slot shows of a group others do not.
        const isHashed = [...roots].some((root) => hashed.has(root))
        for (const place of isHashed || stale.size ? places.values() : [])
          if (isHashed || grouped.has(place.name)) touch(place)
      } else {
        if (roots && all.length >= MANY) begin(index?.(true))
        places.forEach(touch)
      }
    },
  }
}
