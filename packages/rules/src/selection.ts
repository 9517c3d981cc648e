import type { Json, JsonObject } from '@qianmian/core'
import type { ConditionIndex, Truths } from './conditionIndex.js'
import type { Cap } from './config.js'
import { CHECKS, type Check, type Considered, type Decision, type Explanation } from './decision.js'
import { bucketRanges, chooseVariation, hash } from './hash.js'
import { has, read } from './json.js'
import { matches } from './matches.js'
import type { Need } from './needs.js'
import type { Candidate, Plan, SlotPlan } from './plan.js'
import { isOpen, isQuiet } from './schedule.js'
import { coolsUntil, type Show, stoppedAt, triggerCount, viewsPer } from './shows.js'
import type { VisitorState } from './state.js'

/** What the selection sees of a visitor. All of it may change between two calls. */
export interface Subject {
  readonly state: VisitorState
  readonly attributes: Readonly<Record<string, unknown>>
  /** Why these needs are not met for this visitor now, or null. */
  unmet(need: Need, now: number): JsonObject | null
  /** Variations that a preview forces, by experience. */
  readonly preview: Readonly<Record<string, string>>
}

/** Chooses what each slot shows, and remembers it for as long as nothing changes. */
export interface Selection {
  decide(slot: string, now: number): Decision
  decideAll(now: number): ReadonlyMap<string, Decision>
  explain(slot: string, now: number): Explanation
  /** Attributes changed. */
  changed(roots: ReadonlySet<string>): void
  /** Anything else changed: what was shown, the date, a preview. */
  invalidate(): void
}

interface Winner {
  readonly candidate: Candidate
  readonly variation: number
  readonly withheld: boolean
}

interface Place {
  readonly plan: SlotPlan
  stale: boolean
  winners: readonly Winner[]
  decision: Decision | undefined
}

/** Null where the check passes; otherwise the values that it saw. */
type Test = (candidate: Candidate, now: number) => JsonObject | null

export function selection(plan: Plan, subject: Subject, index: (build: boolean) => ConditionIndex | null): Selection {
  const { config, days, options } = plan
  const { groups = {}, holdout, quiet, caps: documentCaps = [], revision } = config
  const places = new Map<string, Place>()
  for (const [name, slot] of plan.slots) places.set(name, { plan: slot, stale: true, winners: [], decision: undefined })
  const decisions = new Map<string, Decision>()
  const stale: Set<Place> = new Set(places.values())
  const timed = new Set<Place>()
  let truths: Truths | null = null
  let decided = false
  let at = Number.NaN

  const shown = (id: string): Show | undefined => (has(subject.state.shows, id) ? subject.state.shows[id] : undefined)
  const holds = (when: unknown) => matches(when, subject.attributes, options)

  const tests: { [check in Check]: Test } = {
    supported({ experience }, now) {
      const need = plan.needs.of(experience)
      return need.flaw ? { ...need.flaw } : subject.unmet(need, now)
    },
    enabled: ({ experience }) => (experience.enabled === false ? {} : null),
    schedule({ experience: { schedule } }, now) {
      const own = schedule && plan.daysOf(schedule.tz)
      return !schedule || (own && isOpen(schedule, now, own)) ? null : ({ ...schedule } as unknown as JsonObject)
    },
    quiet({ slot }, now) {
      const applies = quiet && (!quiet.slots || quiet.slots.includes(slot.name))
      return applies && isQuiet(quiet, now, days) ? { from: quiet.from, to: quiet.to } : null
    },
    audience({ experience: { audience } }) {
      const member = subject.attributes.audiences as string[]
      return !audience || audience.some((name) => member.includes(name)) ? null : { audience, member }
    },
    when: ({ experience: { when } }) => (!when || holds(when) ? null : {}),
    trigger({ experience: { id, trigger } }, now) {
      if (!trigger) return null
      const { event, count = 1 } = trigger
      const seen = triggerCount(shown(id), trigger, now, days)
      return seen < count ? { event, count, seen } : null
    },
    stopOn({ experience: { id, stopOn } }, now) {
      const at = stopOn ? stoppedAt(shown(id), stopOn, now, days) : null
      return at === null ? null : { event: stopOn!.event, at }
    },
    cooldown({ experience: { id, cooldown } }, now) {
      const until = cooldown ? coolsUntil(shown(id), cooldown, now, days) : null
      return until === null ? null : { after: cooldown!.after, until }
    },
    caps({ experience: { id, caps, group }, slot }, now) {
      return (
        full(caps, 'experience', now, (other) => other === id) ??
        full(
          has(groups, `${group}`) ? groups[group!]!.caps : [],
          `group:${group}`,
          now,
          (other) => groupOf(other) === group,
        ) ??
        documentCaps.reduce<JsonObject | null>((found, cap) => {
          const counts = (name: string) => !cap.slots || cap.slots.includes(name)
          return found ?? (counts(slot.name) ? full([cap], 'document', now, (_, show) => counts(`${show.l}`)) : null)
        }, null)
      )
    },
    group({ experience: { id, group }, slot }, now) {
      if (group === undefined) return null
      const max = (has(groups, group) && groups[group]!.max) || 1
      const occupants = occupantsOf(group, slot, now).filter((other) => other !== id)
      return occupants.length < max ? null : { group, max, occupants }
    },
    experiment(candidate) {
      return assign(candidate) < 0 ? ({ ...candidate.experience.experiment } as JsonObject) : null
    },
  }

  function full(
    caps: readonly Cap[] = [],
    scope: string,
    now: number,
    counts: (id: string, show: Show) => boolean,
  ): JsonObject | null {
    const { shows, session } = subject.state
    for (const { count, per } of caps) {
      let used = 0
      for (const id of Object.keys(shows))
        if (counts(id, shows[id]!)) used += viewsPer(shows[id]!, per, now, session, days)
      if (used >= count) return { scope, count, per, used }
    }
    return null
  }

  const groupOf = (id: string) => plan.byId.get(id)?.experience.group

  /** What is held of a group anywhere, and what the slots before this one (and this one so far) show of it. */
  function occupantsOf(group: string, slot: SlotPlan, now: number): string[] {
    const found = new Set<string>()
    for (const place of places.values()) {
      const members = place.plan.candidates.some(({ experience }) => experience.group === group)
      if (!members) continue
      if (place.plan.order < slot.order) choose(place, now)
      const current = place.plan.order <= slot.order ? place.winners : heldIn(place, now)
      for (const { candidate } of current) if (candidate.experience.group === group) found.add(candidate.experience.id)
    }
    return [...found]
  }

  /** The index of the variation that this visitor gets, or -1. */
  function assign({ experience: { id, experiment, variations } }: Candidate): number {
    const forced = has(subject.preview, id) ? variations.findIndex(({ key }) => key === subject.preview[id]) : -1
    if (forced >= 0 || (!experiment && variations.length === 1)) return Math.max(0, forced)
    const {
      key = id,
      seed = key,
      coverage,
      weights,
      sticky,
      bucketVersion = 0,
      hashAttribute,
      fallbackAttribute,
    } = experiment ?? {}
    const names = [hashAttribute ?? 'anonymousId', fallbackAttribute ?? '']
    const values = names.map((name) => `${read(subject.attributes, name) ?? ''}`)
    if (sticky) {
      for (const i of [0, 1]) {
        const kept = subject.state.sticky[`${names[i]}|${values[i]}|${key}|${bucketVersion}`]
        const index = variations.findIndex((variation) => variation.key === kept)
        if (values[i] && index >= 0) return index
      }
    }
    const value = values[0] || values[1]
    return value ? chooseVariation(hash(seed, value, 2)!, bucketRanges(variations.length, coverage, weights)) : -1
  }

  const isWithheld = ({ experience }: Candidate) =>
    !!holdout &&
    experience.holdout !== false &&
    hash(holdout.key, `${read(subject.attributes, holdout.hashAttribute ?? 'anonymousId') ?? ''}`, 2)! < holdout.share

  /** What was seen here and has not ended. */
  function heldIn({ plan: { name } }: Place, now: number): Winner[] {
    return (has(subject.state.held, name) ? subject.state.held[name]! : []).flatMap(({ e, v, w }) => {
      const candidate = plan.byId.get(e)
      const variation = candidate?.experience.variations.findIndex(({ key }) => key === v) ?? -1
      const goes =
        variation < 0 || (['enabled', 'schedule', 'supported'] as const).some((check) => tests[check](candidate!, now))
      return goes || candidate!.slot.name !== name ? [] : [{ candidate: candidate!, variation, withheld: !!w }]
    })
  }

  // What a condition needs is looked up for those that hold only: that is where the time goes with many experiences.
  const order: Check[] = [...CHECKS.slice(1), 'supported']

  function choose(place: Place, now: number): readonly Winner[] {
    if (!place.stale) return place.winners
    if (config.enabled === false) return settle(place, [])
    const { candidates, slot } = place.plan
    const limit = slot.limit ?? 1
    const winners: Winner[] = []
    const add = (winner: Winner) => {
      if (winners.length < limit && !winners.some(({ candidate }) => candidate === winner.candidate))
        winners.push(winner)
    }
    for (const id of Object.keys(subject.preview)) {
      const candidate = plan.byId.get(id)
      if (candidate?.slot === place.plan) add({ candidate, variation: Math.max(0, assign(candidate)), withheld: false })
    }
    for (const winner of heldIn(place, now)) add(winner)
    place.stale = false
    place.winners = winners
    const first = candidates[0]?.rank ?? 0
    for (let i = 0; winners.length < limit && i < candidates.length; i++) {
      if (truths) {
        const rank = truths.next(first + i, first + candidates.length, subject.attributes)
        if (rank < 0) break
        i = rank - first
      }
      const candidate = candidates[i]!
      const known = truths !== null
      if (order.some((check) => !(known && (check === 'when' || check === 'audience')) && tests[check](candidate, now)))
        continue
      add({ candidate, variation: assign(candidate), withheld: isWithheld(candidate) })
    }
    return settle(place, winners)
  }

  function settle(place: Place, winners: Winner[]): readonly Winner[] {
    const { name, slot } = place.plan
    place.stale = false
    stale.delete(place)
    const items = winners
      .sort((a, b) => a.candidate.rank - b.candidate.rank)
      .map((winner): Decision => {
        const { id, variations } = winner.candidate.experience
        const { key, payload } = variations[winner.variation]!
        if (winner.withheld) return { ...nothing(name, 'withheld'), withheld: { experience: id, variation: key } }
        const reason = has(subject.preview, id) ? 'preview' : 'chosen'
        return { slot: name, experience: id, variation: key, payload, reason, revision }
      })
    const first = items.find(({ experience }) => experience !== null) ?? items[0] ?? nothing(name, 'default')
    const decision = (slot.limit ?? 1) > 1 ? { ...first, items } : first
    if (!place.decision || !isSame(place.decision, decision)) decisions.set(name, (place.decision = decision))
    return (place.winners = winners)
  }

  function nothing(slot: string, reason: Decision['reason']): Decision {
    const payload = plan.slots.get(slot)?.slot.default ?? null
    return { slot, experience: null, variation: null, payload, reason, revision }
  }

  function touch(place: Place | undefined): void {
    if (!place) return
    place.stale = true
    stale.add(place)
  }

  /** Time itself changes slots whose experiences look at the clock. */
  function advance(now: number): void {
    if (at === now) return
    if (!decided) {
      const table = plan.candidates.length < MANY ? null : index(false)
      if (table) begin(table)
      const clocked = quiet || documentCaps.length
      for (const place of places.values())
        if (clocked || place.plan.candidates.some(({ experience }) => looksAtClock(experience))) timed.add(place)
    } else for (const place of timed) touch(place)
    decided = true
    at = now
  }

  function begin(table: ConditionIndex): void {
    truths = table.truths()
    truths.update(subject.attributes, new Set(Object.keys(subject.attributes)), () => {})
    for (const place of places.values()) touch(place)
  }

  return {
    decide(name, now) {
      const place = places.get(name)
      if (!place) return nothing(name, 'default')
      advance(now)
      choose(place, now)
      return place.decision!
    },
    decideAll(now) {
      advance(now)
      for (const place of stale) choose(place, now)
      return decisions
    },
    explain(name, now) {
      const place = places.get(name)
      const decision = this.decide(name, now)
      const winners = place?.winners.map(({ candidate }) => candidate) ?? []
      const considered = (place?.plan.candidates ?? []).map((candidate): Considered => {
        const { id, priority = 0 } = candidate.experience
        const result = (failed: Considered['failed'], values: Considered['values']) => ({
          experience: id,
          priority,
          failed,
          values,
        })
        if (winners.includes(candidate)) return result(null, {})
        if (config.enabled === false) return result('enabled', { document: false })
        for (const check of CHECKS) {
          const values = tests[check](candidate, now)
          if (values) return result(check, { ...values, ...clause(check, candidate) })
        }
        return result('outranked', { by: winners.map(({ experience }) => experience.id) })
      })
      return { slot: name, decision, considered }
    },
    changed(roots) {
      if (!decided) return
      const table = truths || plan.candidates.length < MANY ? null : index(true)
      if (table) begin(table)
      else if (!truths) for (const place of places.values()) touch(place)
      else truths.update(subject.attributes, roots, (rank) => touch(places.get(plan.candidates[rank]!.slot.name)))
    },
    invalidate() {
      for (const place of places.values()) touch(place)
    },
  }

  /** The first part of a condition that does not hold: where it looked, what it wanted, what it saw. */
  function clause(check: Check, { experience: { when, audience } }: Candidate): JsonObject {
    const condition = check === 'when' ? when : check === 'audience' ? config.audiences?.[audience![0]!]?.when : {}
    const path = Object.keys(condition ?? {}).find((key) => !holds({ [key]: condition![key] }))
    if (path === undefined) return {}
    return { path, expected: condition![path] as Json, actual: (read(subject.attributes, path) ?? null) as Json }
  }
}

/** From this many experiences on, an index of conditions pays for itself. */
const MANY = 64

const looksAtClock = ({ schedule, trigger, stopOn, cooldown, caps, group }: Candidate['experience']) =>
  schedule || trigger?.within || stopOn || cooldown || caps || group

const isSame = (a: Decision, b: Decision): boolean =>
  a.experience === b.experience &&
  a.variation === b.variation &&
  a.payload === b.payload &&
  a.reason === b.reason &&
  a.withheld?.experience === b.withheld?.experience &&
  a.withheld?.variation === b.withheld?.variation &&
  a.items?.length === b.items?.length &&
  (a.items ?? []).every((item, i) => isSame(item, b.items![i]!))
