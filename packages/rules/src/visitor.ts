import type { Json, RecordedEvent } from '@qianmian/core'
import { endOf, parseSpan, QUARTER } from './calendar.js'
import type { ConditionIndex } from './conditionIndex.js'
import type { Tag } from './config.js'
import { type Counter, SESSION_STARTED } from './counter.js'
import type { Decision, Explanation } from './decision.js'
import { derive } from './derivedTraits.js'
import { fnv1a } from './hash.js'
import { attempt, bare, copy, has, isObject, read, UNKNOWN } from './json.js'
import { matches, type Names, truthOf } from './matches.js'
import { type Plan, RESERVED } from './plan.js'
import { type Subject, selection, stickyKey } from './selection.js'
import { emptyCount, FROM_NOW, type Held, isNew, openState, type VisitorState } from './state.js'

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

/** What an event's context tells, and what of it a new session begins without. */
const CONTEXT = 'anonymousId userId page device session live campaign referrer scene'.split(' ')
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

export function person(plan: Plan, saved: unknown, index?: ConditionIndex): Person {
  const { config, days, options, sources } = plan
  let allowed = true
  /** The moment that values are asked for. */
  let current = Number.NaN
  /** What the host and events say of the visitor, by root. */
  const given = bare<unknown>()
  /** The values of roots, for as long as nothing changes. */
  const values = new Map<string, unknown>()
  /** What stands at longer paths, for as long as their root has the same value. */
  const parts = new Map<string, { root: string; rest: string; whole?: unknown; value?: unknown }>()
  /** The roots that the event changed which is being folded, and whether a value that was asked for reads one. */
  const fresh = new Set<string>()
  let isFresh = false
  const lists = bare<Names>()

  const get = (path: string): unknown => {
    let value = values.get(path)
    if (value !== undefined) return value
    const dot = `${path}`.indexOf('.')
    if (dot >= 0) {
      let part = parts.get(path)
      if (!part) parts.set(path, (part = { root: path.slice(0, dot), rest: path.slice(dot + 1) }))
      const whole = get(part.root)
      if (part.whole !== whole) {
        part.whole = whole
        part.value = read(whole, part.rest)
      }
      value = part.value
    } else {
      // Until it is known: what depends on itself is unknown.
      values.set(path, UNKNOWN)
      value = attempt(() => valueAt(path) ?? null, UNKNOWN)
    }
    values.set(path, value)
    return value
  }

  function valueAt(root: string): unknown {
    isFresh ||= fresh.has(root)
    if (root in sources) {
      const { counter, trait } = sources[root]!
      if (!counter) return derive(trait, get, options)
      const isKnown = allowed && !isIncomplete(counter)
      return isKnown ? counter.read(subject.state.counts[root], current, subject.state) : UNKNOWN
    }
    if (!RESERVED.includes(root) || (root === 'user' && !allowed)) return UNKNOWN
    if (root === 'tags' || root === 'audiences') return namesOf(root)
    if (root === 'user') return subject.state.user
    if (root !== 'now') return given[root] ?? (root === 'channel' ? subject.state.channel : null)
    const local = new Date(current + days.offset(current))
    return { hour: local.getUTCHours(), weekday: local.getUTCDay(), date: local.toISOString().slice(0, 10) }
  }

  /** A trait that an edit started later than its visitor: unknown until its window has passed once. */
  function isIncomplete({ name, window, within, useIncomplete, bucket }: Counter): boolean {
    const { s } = subject.state.counts[name]!
    return (
      s !== undefined &&
      !useIncomplete &&
      !(within && bucket(current, subject.state) - bucket(s, subject.state) >= window)
    )
  }

  function namesOf(kind: 'tags' | 'audiences'): Names {
    const names: Names = []
    const unknown: string[] = (names.unknown = [])
    for (const [name, { when, ttl, latch }] of Object.entries<Tag>(config[kind] ?? {})) {
      const began = kind === 'tags' ? subject.state.tags[name] : 0
      const span = parseSpan(ttl)
      const stays = began && (latch || (span && current < endOf(began, span, days)))
      const truth = began !== -1 && (stays || truthOf(when, get, options))
      if (truth !== false) (truth ? names : unknown).push(name)
    }
    // The same list for as long as it stays so, for all who compare.
    const before = lists[kind]
    return before && `${names}|${unknown}` === `${before}|${before.unknown}` ? before : (lists[kind] = names)
  }

  const subject: Subject = {
    state: openState(saved, plan.traits),
    get,
    unknown() {
      const traits = plan.traits.filter(isIncomplete).map(({ name }) => name)
      return allowed ? (traits[0] ? { code: 'history', traits } : { code: 'operator' }) : { code: 'consent' }
    },
  }
  const choice = selection(plan, subject, index)

  function changed(all?: boolean): void {
    values.clear()
    choice.changed(all)
  }

  function open(saved: unknown): void {
    subject.state = openState(saved, plan.traits)
    current = Number.NaN
    changed(true)
  }

  /** Brings everything up to a moment: values change at quarters of an hour, or by what is told. */
  function at(now: unknown): number {
    const known = typeof now === 'number' && Math.abs(now) <= LARGEST_DATE ? now : current || 0
    if (Math.floor(known / QUARTER) !== Math.floor(current / QUARTER)) {
      changed()
      for (const { name } of plan.traits) {
        const count = subject.state.counts[name]!
        if (known && count.s === FROM_NOW) count.s = known
      }
    }
    return (current = known)
  }

  function assign(holder: { [root: string]: unknown }, root: string, value: unknown = null): void {
    if (holder[root] === value) return
    holder[root] = value
    fresh.add(root)
    changed()
  }

  function fold(event: RecordedEvent, when: number, now: number, elsewhere: boolean): void {
    at(now)
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
      if ((own.within === 'page' && elsewhere) || (!allowed && own.name[0] !== '#')) continue
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
    const isOther = ([, other]: Held) => other !== id
    if (what && typeof id === 'string' && typeof slot === 'string') {
      if (!elsewhere) state.held = state.held.filter(isOther)
      const experience = plan.experienceOf(id)
      const { trigger } = (experience && plan.countsOf(experience)) ?? {}
      if (trigger && what !== 'Dismissed') delete state.counts[trigger.name]
      if (what !== 'Dismissed' && !elsewhere) hold(slot, id, `${variation}`, what === 'Withheld')
    }
    // Its conversion ends what is on show.
    state.held = state.held.filter(([, id]) => {
      const { event, where } = plan.experienceOf(id)?.stopOn ?? {}
      return event !== name || (where && !matches(where, properties, options))
    })
    // What time itself has changed begins no tag: only what this event changes does, as of when it happened.
    current = when
    for (const [name, { when: condition, ttl, latch }] of Object.entries(config.tags ?? {})) {
      if (!fresh.size || !(ttl || latch || state.tags[name])) continue
      values.clear()
      isFresh = false
      if (truthOf(condition, get, options) && isFresh) state.tags[name] = Math.max(when, state.tags[name] ?? 0)
    }
    current = now
    changed(!!what)
  }

  function learn(traits: unknown): void {
    const { state } = subject
    if (allowed && (traits === null || isObject(traits)))
      assign(state as never, 'user', traits ? merge(state.user, traits) : kept(state.user, {}))
  }

  function hold(slot: string, id: string, variation: string, withheld: boolean): void {
    const { held, sticky } = subject.state
    held.push([slot, id, variation, withheld])
    const experience = plan.experienceOf(id)
    const {
      sticky: keeps,
      hashAttribute = 'anonymousId',
      fallbackAttribute = hashAttribute,
    } = experience?.experiment ?? {}
    const name = get(hashAttribute) === null ? fallbackAttribute : hashAttribute
    if (keeps && !withheld) sticky[stickyKey(experience!, name, get(name))] = variation
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

  const names = (kind: 'tags' | 'audiences', now: number) => {
    at(now)
    return [...(get(kind) as string[])]
  }

  return {
    observe(event, { now, elsewhere = false } = {}) {
      return attempt(() => {
        const { timestamp, messageId } = event as RecordedEvent
        const moment = Math.min(Date.parse(timestamp), now ?? LARGEST_DATE) || (now ?? current)
        if (!moment || typeof messageId !== 'string' || !isNew(subject.state, fnv1a(messageId))) return false
        fold(event as RecordedEvent, moment, now ?? Math.max(moment, current || moment), elsewhere)
        return allowed
      }, false)
    },
    set: (all) => attempt(() => set(all)),
    decide: (slot, { now }) => choice.decide(slot, at(now)),
    decideAll: ({ now }) => choice.decideAll(at(now)),
    explain: (slot, { now }) => choice.explain(slot, at(now)),
    traits({ now }) {
      at(now)
      const known = Object.keys(sources).filter((name) => get(name) !== UNKNOWN && get(name) !== null)
      return Object.fromEntries(known.map((name) => [name, get(name) as Json]))
    },
    tags: ({ now }) => names('tags', now),
    audiences: ({ now }) => names('audiences', now),
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
      if (allowed === allow) return
      allowed = allow
      const { held } = subject.state
      open(null)
      subject.state.held = held
    },
    toJSON() {
      const state = allowed ? subject.state : openState(null, plan.traits)
      // Of what is said of a person, only what the document refers to is kept.
      const kept = plan.userNames().filter((name) => has(state.user, name))
      return copy({ ...state, user: Object.fromEntries(kept.map((name) => [name, state.user[name]])) }) as VisitorState
    },
    replace: open,
  }
}
