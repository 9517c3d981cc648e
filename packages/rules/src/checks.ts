import { endOf, parseSpan } from './calendar.js'
import type { Experience } from './config.js'
import type { Counter } from './counter.js'
import type { Check } from './decision.js'
import { truthOf } from './matches.js'
import type { Plan } from './plan.js'
import { isOpen, isQuiet } from './schedule.js'
import type { Subject } from './subject.js'
import { variationFor } from './variationFor.js'

export interface Checks {
  /** Whether audience and `when` hold. */
  holds(experience: Experience): boolean | undefined
  /** The checks in their order. One returns what it saw where it fails, and nothing where it passes. */
  readonly all: { readonly [check in Check]: (experience: Experience, isMet?: boolean) => unknown }
}

/** What an experience has to pass on its way into its slot; `occupantsOf` tells who is before it in its group. */
export function checks(
  plan: Plan,
  subject: Subject,
  occupantsOf: (group: string, experience: Experience) => string[],
): Checks {
  const { config, days, options, groups, countsOf, daysOf } = plan
  const { quiet, audiences } = config
  const { get } = subject

  const truth = (condition: unknown) => condition === undefined || truthOf(condition, get, options)
  const isIn = (audience: unknown) => !audience || truth({ audiences: { $in: audience } })
  const amount = (own: Counter) => own.read(subject.state, subject.now) as number

  /** The first part of a condition that does not hold: where it looked, what it wanted, what it saw. */
  function clause(when: object = {}): object {
    const path = Object.keys(when).find((key) => !truth({ [key]: when[key as never] })) ?? ''
    return { path, expected: when[path as never], actual: get(path) }
  }

  return {
    holds: ({ when, audience }) => truth(when) && isIn(audience),
    all: {
      supported(experience, isMet) {
        const { when, audience, requires, schedule = {} } = experience
        const features = requires?.filter((feature) => !plan.features.includes(feature))
        if (features?.[0]) return { code: 'feature', features }
        for (const zone of [config.tz, schedule.tz]) if (!daysOf(zone)) return { code: 'zone', zone }
        if (countsOf(experience).all.includes(null)) return { code: 'operator' }
        return !isMet && [isIn(audience), truth(when)].includes(undefined) && subject.unknown()
      },
      enabled: ({ enabled }) => enabled === false && {},
      schedule({ schedule }) {
        return schedule && !isOpen(schedule, subject.now, daysOf(schedule.tz)!) && schedule
      },
      quiet: ({ slot }) => quiet && quiet.slots?.includes(slot) !== false && isQuiet(quiet, subject.now, days) && quiet,
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
        return until! > subject.now && { after, until }
      },
      caps(experience) {
        for (const { scope, count, per, counter } of countsOf(experience).caps) {
          const used = amount(counter!)
          if (used >= count) return { scope, count, per, used }
        }
      },
      group(experience) {
        const { id, group } = experience
        const { max = 1 } = groups[`${group}`] ?? {}
        const occupants = group ? occupantsOf(group, experience).filter((other) => other !== id) : []
        return occupants.length >= max && { group, max, occupants }
      },
      experiment: (experience) => variationFor(experience, subject) < 0 && experience.experiment,
    },
  }
}
