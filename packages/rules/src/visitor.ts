import type { Json, RecordedEvent } from '@qianmian/core'
import { QUARTER } from './calendar.js'
import type { ConditionIndex } from './conditionIndex.js'
import { SESSION_STARTED } from './counter.js'
import type { Decision, Explanation } from './decision.js'
import { fnv1a } from './hash.js'
import { attempt, bare, copy, isObject, UNKNOWN } from './json.js'
import { matches, truthOf } from './matches.js'
import type { Plan } from './plan.js'
import { type Selection, selection } from './selection.js'
import { emptyCount, FROM_NOW, isNew, openState, type VisitorState } from './state.js'
import { createSubject } from './subject.js'
import { chosenBy } from './variationFor.js'

/** A moment, in ms since the epoch. */
export interface At {
  now: number
}

/** One person, as a document sees them. Nothing here throws; nothing but `observe`, `set` and the like changes anything. */
export interface Person {
  /**
   * Folds one event; the same `messageId` folds once. False: it was folded before, is no event, or must leave no trace.
   * `now` dates an event from the future; `elsewhere`: it happened in another tab, so that this page stays what it is.
   */
  observe(event: unknown, options?: { now?: number; elsewhere?: boolean }): boolean
  /** Attributes that the host knows, by root: objects are merged with what is there, null removes. */
  set(attributes: { readonly [root: string]: unknown }): void
  decide(slot: string, at: At): Decision
  /** Every slot's decision. The map is kept up to date: only what changed is computed again. */
  decideAll(at: At): ReadonlyMap<string, Decision>
  /** Every experience of a slot, and the first check that failed. */
  explain(slot: string, at: At): Explanation
  traits(at: At): { [name: string]: Json }
  tags(at: At): string[]
  audiences(at: At): string[]
  /** Takes away a tag at the visitor's wish, until an event makes its condition true again. */
  forget(tag: string): void
  /** Forces variations, by experience; `{}` ends it. */
  preview(variations: { readonly [experience: string]: string }): void
  /** Whether an experience was seen in a slot and stays on show. */
  holds(slot: string, experience: string): boolean
  /** The page is left: what it held and what its triggers counted ends. */
  leave(): void
  /** Without the consent to it, only experiences without personal conditions show, and the state is erased. */
  personalize(allowed: boolean): void
  /** The state, to be stored. */
  toJSON(): VisitorState
  /** Puts another state in the place of this one. */
  replace(state: unknown): void
}

/** Near the end of what a Date can hold, in any zone. */
const LARGEST_DATE = 8.6e15

/** The roots of which an event tells. */
export const CONTEXT = 'anonymousId userId page device session live campaign referrer scene'.split(' ')
/** What a new session begins without. */
const WAY = { campaign: null, referrer: null, scene: null }

const isSame = (one: unknown, other: unknown) =>
  one === other || (typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other))

/** A value, or the one before it where that is the same. */
const kept = (before: unknown, value: unknown) => (isSame(before, value) ? before : value)

/** An object with the members of another; the same one where they change nothing. */
const merge = (before: unknown, members: Record<string, unknown>): object =>
  isObject(before) && Object.keys(members).every((key) => isSame(before[key], members[key]))
    ? before
    : { ...(isObject(before) && before), ...members }

/** Joins a document to a visitor, from a stored state or from nothing. */
export function person(plan: Plan, saved: unknown, index?: ConditionIndex): Person {
  const { config, options, sources } = plan
  const subject = createSubject(plan, saved)
  const { get, given, values } = subject
  const choice = selection(plan, subject, index)
  /** The roots that the event changed which is being folded. */
  const fresh = new Set<string>()

  function changed(all?: boolean): void {
    values.clear()
    choice.changed(all)
  }

  function open(saved: unknown): void {
    subject.state = openState(saved, plan.traits)
    subject.now = Number.NaN
    changed(true)
  }

  /** Brings everything up to a moment: values change at quarters of an hour, or by what is told. */
  function at({ now }: At): Selection {
    const known = typeof now === 'number' && Math.abs(now) <= LARGEST_DATE ? now : subject.now || 0
    if (Math.floor(known / QUARTER) !== Math.floor(subject.now / QUARTER)) {
      changed()
      for (const { name } of plan.traits) {
        const count = subject.state.counts[name]!
        if (known && count.s === FROM_NOW) count.s = known
      }
    }
    subject.now = known
    return choice
  }

  function assign(holder: { [root: string]: unknown }, root: string, value: unknown = null): void {
    if (holder[root] === value) return
    holder[root] = value
    fresh.add(root)
    changed()
  }

  function fold(event: RecordedEvent, when: number, now: number, elsewhere: boolean): void {
    at({ now })
    fresh.clear()
    const { state } = subject
    const { type, context = {}, anonymousId, userId } = event
    const name = type === 'page' ? 'Page Viewed' : `${event.event ?? ''}`
    const begins = name === SESSION_STARTED
    state.since = Math.min(when, state.since || when)
    if (begins) {
      state.nth.session!++
      state.channel = config.channels?.find(({ when }) => matches(when, context, options))?.name ?? null
      given.channel = null
    }
    if (!elsewhere) {
      if (type === 'page') leave()
      // How a session began stays true for all of it; the next one begins without.
      const told: { [root: string]: unknown } = { anonymousId, userId, ...(begins && WAY), ...context }
      for (const root of CONTEXT) if (told[root] !== undefined) assign(given, root, kept(given[root], copy(told[root])))
    }
    if (type === 'identify' && event.traits) learn(event.traits)
    const properties = { ...event.properties, $channel: state.channel ?? undefined }
    for (const own of plan.countersOf(name)) {
      // Without consent only what is on show is followed, and only here: no trait counts, and nothing is stored.
      if ((own.within === 'page' && elsewhere) || (!subject.allowed && own.name[0] !== '#')) continue
      const count = (state.counts[own.name] ??= emptyCount(own))
      if (!attempt(() => own.fold(count, { name, properties, at: when }, state))) continue
      count.n++
      // The newest come last, for when there are too many to store.
      delete state.counts[own.name]
      state.counts[own.name] = count
      fresh.add(own.name)
    }
    const { experience: id, slot, variation } = properties as { [name: string]: unknown }
    const what = /^Experience (Viewed|Withheld|Dismissed)$/.exec(name)?.[1]
    if (what && typeof id === 'string' && typeof slot === 'string') {
      const experience = plan.experienceOf(id)
      if (!elsewhere) state.held = state.held.filter(([, other]) => other !== id)
      if (what !== 'Dismissed') {
        const { trigger } = (experience && plan.countsOf(experience)) ?? {}
        if (trigger) delete state.counts[trigger.name]
        if (!elsewhere) state.held.push([slot, id, `${variation}`, what === 'Withheld'])
      }
      if (what === 'Viewed' && !elsewhere && experience?.experiment?.sticky)
        for (const [, own] of chosenBy(experience, subject).slice(0, 1)) state.sticky[own] = `${variation}`
    }
    // Its conversion ends what is on show.
    state.held = state.held.filter(([, id]) => {
      const { event, where } = plan.experienceOf(id)?.stopOn ?? {}
      return event !== name || (where && !matches(where, properties, options))
    })
    // What time itself has changed begins no tag: only what this event changes does, as of when it happened.
    subject.now = when
    for (const [name, { when: condition, ttl, latch }] of Object.entries(config.tags ?? {})) {
      if (!fresh.size || !(ttl || latch || state.tags[name])) continue
      values.clear()
      const truth = truthOf(condition, get, options)
      if (truth && [...fresh].some((root) => values.has(root))) state.tags[name] = Math.max(when, state.tags[name] ?? 0)
    }
    subject.now = now
    changed(!!what)
  }

  function learn(traits: unknown): void {
    const { state } = subject
    if (subject.allowed && (traits === null || isObject(traits)))
      assign(state as never, 'user', traits ? merge(state.user, traits) : kept(state.user, {}))
  }

  function leave(): void {
    const { state } = subject
    state.held = []
    state.nth.page!++
    changed()
  }

  function set(all: { readonly [root: string]: unknown }): void {
    for (const root of Object.keys(all)) {
      const value = copy(all[root])
      if (root === 'user') learn(value)
      else if (value !== undefined)
        assign(given, root, isObject(value) ? merge(given[root], value) : kept(given[root], value))
    }
  }

  const names = (kind: 'tags' | 'audiences', moment: At) => {
    at(moment)
    return [...(get(kind) as string[])]
  }

  return {
    observe(event, { now, elsewhere = false } = {}) {
      return attempt(() => {
        const { timestamp, messageId } = event as RecordedEvent
        const moment = Math.min(Date.parse(timestamp), now ?? LARGEST_DATE) || (now ?? subject.now)
        if (!moment || typeof messageId !== 'string' || !isNew(subject.state, fnv1a(messageId))) return false
        fold(event as RecordedEvent, moment, now ?? Math.max(moment, subject.now || moment), elsewhere)
        return subject.allowed
      }, false)
    },
    set: (all) => attempt(() => set(all)),
    decide: (slot, moment) => at(moment).decide(slot),
    decideAll: (moment) => at(moment).decideAll(),
    explain: (slot, moment) => at(moment).explain(slot),
    traits(moment) {
      at(moment)
      const all = Object.keys(sources).map((name) => [name, get(name)] as [string, Json])
      return Object.fromEntries(all.filter(([, value]) => (value as unknown) !== UNKNOWN && value !== null))
    },
    tags: (moment) => names('tags', moment),
    audiences: (moment) => names('audiences', moment),
    forget(tag) {
      subject.state.tags[tag] = -1
      changed()
    },
    preview(variations) {
      subject.preview = Object.keys(variations)[0] ? bare(variations) : undefined
      changed(true)
    },
    holds: (slot, experience) => subject.state.held.some(([own, id]) => own === slot && id === experience),
    leave,
    personalize(allow) {
      if (subject.allowed === allow) return
      subject.allowed = allow
      const { held } = subject.state
      open(null)
      subject.state.held = held
    },
    toJSON() {
      const state = subject.allowed ? subject.state : openState(null, plan.traits)
      // Of what is said of a person, only what the document refers to is kept.
      const user = Object.entries(state.user).filter(([name]) => plan.userNames().includes(name))
      return copy({ ...state, user: Object.fromEntries(user) }) as VisitorState
    },
    replace: open,
  }
}
