import type { Experience } from '../config.js'
import { implies, isContradictory } from './bounds.js'
import type { Draft, Placed } from './draft.js'
import type { Report } from './issueValues.js'
import { areApart, covers } from './timetable.js'

/** How many experiences of the same priority are compared with one, and how many of them are named. */
const COMPARED = 50
const NAMED = 5

/** Experiences that never show because others of their slot always win, and those that only their order in the file tells apart. */
export function priorities(draft: Draft, now: number, report: Report): void {
  const { tz } = draft.head
  const audiences = new Map(draft.audiences.map(({ name, value }) => [name, value.when]))
  /** The conditions of which one must hold, beside `when`. */
  const entries = ({ audience, when }: Experience) =>
    audience ? audience.map((name) => [when, audiences.get(name) ?? { audiences: name }]) : [[when]]

  const alwaysBeats = ({ value: a }: Placed<Experience>, { value: b }: Placed<Experience>) =>
    isAlwaysOn(a) &&
    covers(a.schedule, b.schedule, tz, now) &&
    entries(b).every((given) => entries(a).some((wanted) => wanted.every((one) => implies(given, one))))

  const mayMeet = ({ value: a }: Placed<Experience>, { value: b }: Placed<Experience>) =>
    !areApart(a.schedule, b.schedule, tz) &&
    entries(a).some((one) => entries(b).some((other) => !isContradictory(...one, ...other)))

  for (const { path, value } of draft.experiences) {
    const clashes = entries(value).map((conditions) => isContradictory(...conditions))
    if (value.audience?.length && clashes.every((one) => one) && !isContradictory(value.when))
      report(path, 'contradiction', clashes[0]!)
  }
  for (const { name, value: slot } of draft.slots) {
    const inOrder = draft.experiences
      .filter(({ value }) => value.slot === name && value.enabled !== false)
      .sort((a, b) => (b.value.priority ?? 0) - (a.value.priority ?? 0))
    const limit = slot.limit ?? 1
    const strong: Placed<Experience>[] = []
    for (const [i, one] of inOrder.entries()) {
      const winners = strong.filter((other) => alwaysBeats(other, one))
      if (isAlwaysOn(one.value)) strong.push(one)
      if (winners.length >= limit) {
        report(one.path, 'unreachable', { by: winners.slice(0, NAMED).map(({ name }) => name) })
        continue
      }
      const { priority = 0 } = one.value
      const others: string[] = []
      for (let j = i - 1; j >= Math.max(0, i - COMPARED) && others.length < Math.max(NAMED, limit); j--) {
        const other = inOrder[j]!
        if ((other.value.priority ?? 0) !== priority) break
        if (mayMeet(other, one)) others.unshift(other.name)
      }
      if (others.length >= limit) report(one.path, 'tie', { others, priority, slot: name })
    }
  }
}

/** Nothing but its schedule and its conditions ever keeps it from showing. */
const isAlwaysOn = ({ trigger, caps, cooldown, stopOn, group, requires, experiment }: Experience): boolean =>
  !trigger &&
  !caps?.length &&
  !cooldown &&
  !stopOn &&
  group === undefined &&
  !requires?.length &&
  (experiment?.coverage ?? 1) >= 1 &&
  [experiment?.hashAttribute ?? 'anonymousId', experiment?.fallbackAttribute].includes('anonymousId')
