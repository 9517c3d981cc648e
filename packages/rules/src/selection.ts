import { checks } from './checks.js'
import type { ConditionIndex, Truths } from './conditionIndex.js'
import type { Experience } from './config.js'
import type { Check, Considered, Decision, Explanation } from './decision.js'
import { attempt } from './json.js'
import type { Plan, SlotPlan } from './plan.js'
import type { Subject } from './subject.js'
import { indexOf, isForced, isWithheld, variationFor } from './variationFor.js'

/** Chooses what each slot shows, and remembers it for as long as nothing changes. */
export interface Selection {
  decide(slot: string): Decision
  decideAll(): ReadonlyMap<string, Decision>
  explain(slot: string): Explanation
  /** Takes in that attributes or counts changed, or `all`: that what is on show did, or a preview. */
  changed(all?: boolean): void
}

/** What a decision is about, shown or withheld. */
const about = (one: Decision) => one.withheld ?? one

const isSame = (one: Decision, other: Decision) =>
  one.reason === other.reason &&
  about(one).experience === about(other).experience &&
  about(one).variation === about(other).variation

/** `index` is asked for when conditions have been looked at twice. */
export function selection(plan: Plan, subject: Subject, index?: ConditionIndex): Selection {
  const { config, options, slots } = plan
  const { get } = subject
  const isAllTimed = config.caps || config.quiet || config.holdout
  const decisions = new Map<string, Decision>()
  /** What slots show, by their place, the highest rank first. */
  const shows: Decision[][] = []
  /** The slots to choose for again; also every slot that was never chosen for. */
  let stale: SlotPlan[] = []
  const isStale = new Uint8Array(slots.size)
  /** The slots that may change with time and with what is counted. */
  const timed = new Set<SlotPlan>()
  let truths: Truths = {
    next({ candidates }, place) {
      while (place < candidates.length && !check.holds(candidates[place]!)) place++
      return place
    },
    update: (turned) => slots.forEach(turned),
  }
  let isChanged = false
  let now = Number.NaN

  const idOf = (one: Decision) => about(one).experience!

  /** What is held of a group anywhere, and what the slots before this one, and this one so far, show of it. */
  function occupantsOf(group: string, { slot: name }: Experience): string[] {
    const own = slots.get(name)
    const found: Decision[] = []
    let isLater = false
    for (const slot of slots.values()) {
      if (slot.candidates.some((one) => one.group === group)) {
        if (!isLater && slot !== own) choose(slot)
        found.push(...((isLater ? heldIn(slot) : shows[slot.place]) ?? []))
      }
      isLater ||= slot === own
    }
    return found.map(idOf).filter((id) => plan.experienceOf(id)!.group === group)
  }

  const check = checks(plan, subject, occupantsOf)
  const order = Object.keys(check.all) as Check[]
  /** The checks of what is held. */
  const always = order.slice(0, 3)
  const rest = order.filter((name) => !/audience|when/.test(name))

  /** The first check that fails, and what it saw; `isMet`: that the conditions hold is known. */
  function failure(experience: Experience, some = order, isMet?: boolean): [Check, unknown] | undefined {
    for (const name of some) {
      // One that cannot be made, such as of hours that are no text, fails.
      const seen = attempt(() => check.all[name](experience, isMet), {})
      if (seen) return [name, seen]
    }
  }

  const show = (
    { name, slot }: Pick<SlotPlan, 'name' | 'slot'>,
    reason: Decision['reason'],
    experience: string | null = null,
    variation: string | null = null,
    payload = slot.default ?? null,
  ): Decision => ({ slot: name, experience, variation, payload, reason, revision: config.revision })

  function winner(
    slot: SlotPlan,
    experience: Experience,
    variation = variationFor(experience, subject),
    withheld: unknown = isWithheld(experience, config, subject),
  ): Decision {
    const { id } = experience
    const { key, payload } = experience.variations[variation]!
    const isPreview = isForced(experience, subject)
    return withheld && !isPreview
      ? { ...show(slot, 'withheld'), withheld: { experience: id, variation: key } }
      : show(slot, isPreview ? 'preview' : 'chosen', id, key, payload)
  }

  /** What was seen here and has not ended. */
  const heldIn = (slot: SlotPlan): Decision[] =>
    subject.state.held.flatMap(([name, id, key, withheld = false]) => {
      const experience = plan.experienceOf(id)
      if (name !== slot.name || experience?.slot !== name) return []
      const variation = indexOf(experience, key)
      return variation < 0 || failure(experience, always) ? [] : winner(slot, experience, variation, withheld)
    })

  /** Whether more than attributes decides on an experience: the clock, counts, or what is hashed. */
  const isTimed = ({ variations, schedule, trigger, stopOn, cooldown, caps, group, experiment }: Experience) =>
    isAllTimed || variations[1] || schedule || trigger || stopOn || cooldown || caps || group || experiment

  function choose(slot: SlotPlan): void {
    const { name, candidates, place } = slot
    const limit = slot.slot.limit! >= 2 ? slot.slot.limit! : 1
    const before = shows[place]
    if (before && !isStale[place]) return
    isStale[place] = 0
    timed.delete(slot)
    const shown: Decision[] = []
    shows[place] = shown
    try {
      if (config.enabled !== false) pick(slot, limit, shown)
    } catch {
      // What cannot be read costs itself only.
    }
    if (shown[1]) {
      const ids = candidates.map(({ id }) => id)
      shown.sort((a, b) => ids.indexOf(idOf(a)) - ids.indexOf(idOf(b)))
    }
    if (before?.length === shown.length && shown.every((one, i) => isSame(one, before[i]!))) return
    const top = (shown[1] && shown.find(({ experience }) => experience)) ?? shown[0] ?? show(slot, 'default')
    decisions.set(name, limit > 1 ? { ...top, items: shown } : top)
  }

  function add(shown: Decision[], one: Decision, limit: number): void {
    if (!shown[0] || (shown.length < limit && !shown.some((other) => idOf(other) === idOf(one)))) shown.push(one)
  }

  /** Finds what a slot shows: previews, then what is held, then what holds and passes. */
  function pick(slot: SlotPlan, limit: number, shown: Decision[]): void {
    const { candidates } = slot
    if (subject.preview)
      for (const experience of candidates)
        if (isForced(experience, subject)) add(shown, winner(slot, experience), limit)
    if (subject.state.held[0])
      for (const one of heldIn(slot)) {
        timed.add(slot)
        add(shown, one, limit)
      }
    for (let i = -1; shown.length < limit && (i = truths.next(slot, i + 1)) < candidates.length; ) {
      const experience = candidates[i]!
      const more = isTimed(experience)
      if (more) timed.add(slot)
      const isFree = !more && !experience.requires && plan.daysOf()
      if (isFree ? experience.enabled !== false : !failure(experience, rest, true))
        add(shown, winner(slot, experience), limit)
    }
  }

  function touch(slot: SlotPlan): void {
    if (!isStale[slot.place]) stale.push(slot)
    isStale[slot.place] = 1
  }

  /** Makes stale what changes by now may have changed. The first time, everything is. */
  function advance(): void {
    // What was chosen for in the meantime waits no longer.
    stale = stale.filter(({ place }) => isStale[place])
    if (isChanged && !Number.isNaN(now)) {
      truths.update(touch)
      truths = index?.(get, options) ?? truths
      index = undefined
    }
    if (isChanged || now !== subject.now) timed.forEach(touch)
    isChanged = false
    now = subject.now
  }

  function decide(name: string): Decision {
    advance()
    const slot = slots.get(name)
    if (slot) choose(slot)
    return decisions.get(name) ?? show({ name, slot: {} }, 'default')
  }

  return {
    decide,
    decideAll() {
      advance()
      if (decisions.size < slots.size) slots.forEach(choose)
      stale.forEach(choose)
      return decisions
    },
    explain(name) {
      const decision = decide(name)
      const slot = slots.get(name)
      const by = slot ? shows[slot.place]!.map(idOf) : []
      const considered = (slot?.candidates ?? []).map((experience): Considered => {
        const { id, priority = 0 } = experience
        const [failed, values] =
          config.enabled === false
            ? ['enabled' as const, { document: false }]
            : by.includes(id)
              ? [null, {}]
              : (failure(experience) ?? ['outranked' as const, { by }])
        return { experience: id, priority, failed, values: values as Considered['values'] }
      })
      return { slot: name, decision, considered }
    },
    changed(all) {
      isChanged = true
      if (all) slots.forEach(touch)
    },
  }
}
