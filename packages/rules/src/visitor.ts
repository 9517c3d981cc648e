import type { Json, RecordedEvent } from '@qianmian/core'
import { endOf, QUARTER } from './calendar.js'
import { type Counter, SESSION_STARTED } from './counter.js'
import type { Decision, Explanation } from './decision.js'
import { fnv1a } from './hash.js'
import { attempt, bare, has, isObject, read, UNKNOWN } from './json.js'
import { matches, type Names } from './matches.js'
import { type Node, type Plan, RESERVED } from './plan.js'
import { type IndexOf, type Subject, selection } from './selection.js'
import { emptyCount, FROM_NOW, isNew, openState, type VisitorState } from './state.js'

/** A moment, in ms since the epoch. */
export interface At {
  now: number
}

/** One person, as a document sees them. Nothing here throws; nothing but `observe`, `set` and the like changes anything. */
export interface Person {
  /**
   * Folds one event; the same `messageId` folds once. False: it was folded before, or is no event.
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

export function person(plan: Plan, saved: unknown, index?: IndexOf): Person {
  const { config, days, options } = plan
  let allowed = true
  /** Counters to be read again, and attributes that changed since the selection was told. */
  const unread = new Set<Counter>()
  const changed = new Set<string>()
  /** What the condition of each tag and audience came to when something that it reads last changed. */
  const truths = new Map<Node, unknown>()
  /** The moment that the attributes are up to date with, and its date. */
  let current = Number.NaN
  let today: number | undefined

  const attributes: Subject['attributes'] = bare()
  for (const name of RESERVED) attributes[name] = null
  for (const name of Object.keys(config.traits ?? {})) attributes[name] = UNKNOWN

  const subject: Subject = {
    state: openState(saved, plan.traits),
    attributes,
    preview: {},
    unknown() {
      const traits = plan.traits.filter(isIncomplete).map(({ name }) => name)
      return allowed ? (traits[0] ? { code: 'history', traits } : { code: 'operator' }) : { code: 'consent' }
    },
  }
  const choice = selection(plan, subject, index)
  open()

  function open(): void {
    for (const trait of plan.traits) unread.add(trait)
    for (const kind of ['tags', 'audiences']) attributes[kind] = Object.assign([], { unknown: [] })
    for (const { roots } of plan.nodes) for (const root of roots) changed.add(root)
    today = undefined
    assign('channel', subject.state.channel)
    assign('user', allowed ? bare(attributes.user === UNKNOWN ? {} : attributes.user, subject.state.user) : UNKNOWN)
  }

  function assign(root: string, value: unknown): void {
    const before = attributes[root]
    if (before === value || (typeof value === 'object' && JSON.stringify(before) === JSON.stringify(value))) return
    attributes[root] = value ?? null
    changed.add(root)
  }

  /** A trait that an edit started later than its visitor: unknown until its window has passed once. */
  function isIncomplete({ name, window, useIncomplete, bucket }: Counter): boolean {
    const { s } = subject.state.counts[name]!
    return s !== undefined && !useIncomplete && !(window && bucket(current) - bucket(s) >= window)
  }

  /** Brings everything that is computed up to a moment. `began`: an event of that moment may begin tags that stay. */
  function refresh(now: number, began?: number): void {
    if (now === current && !unread.size && !changed.size) return
    const { state } = subject
    const quarterPassed = !(Math.floor(now / QUARTER) === Math.floor(current / QUARTER))
    const dayPassed = today !== (today = days.day(now))
    current = now
    for (const trait of plan.traits) {
      const count = state.counts[trait.name]!
      if (count.s === FROM_NOW) count.s = now
      if (dayPassed || unread.has(trait) || (quarterPassed && trait.window))
        assign(trait.name, !allowed || isIncomplete(trait) ? UNKNOWN : attempt(() => trait.read(count, now), UNKNOWN))
    }
    unread.clear()
    if (quarterPassed) {
      const local = new Date(now + days.offset(now))
      assign('now', { hour: local.getUTCHours(), weekday: local.getUTCDay(), date: local.toISOString().slice(0, 10) })
    }
    for (const kind of ['traits', 'tags', 'audiences'] as const) {
      const names: Names = []
      const unknown: string[] = []
      for (const node of plan.nodes) {
        if (node.kind !== kind) continue
        const { name, roots } = node
        const fresh = dayPassed || roots.some((root) => changed.has(root))
        if (kind === 'traits') {
          if (fresh)
            assign(
              name,
              attempt(() => node.derive(attributes), UNKNOWN),
            )
          // An event that confirms a value is one that makes it so.
          if (fresh && began) changed.add(name)
        } else {
          const on = isOn(node, fresh, began)
          if (on !== false) (on ? names : unknown).push(name)
        }
      }
      const before = attributes[kind] as Names
      if (kind !== 'traits' && `${names}|${unknown}` !== `${before}|${before.unknown}`) {
        attributes[kind] = Object.assign(names, { unknown })
        changed.add(kind)
      }
    }
    if (dayPassed) choice.changed()
    if (changed.size) choice.changed(changed)
    changed.clear()
  }

  function isOn(node: Node, fresh: boolean, began: number | undefined): unknown {
    const { kind, name, stays } = node
    const { tags } = subject.state
    if (fresh) truths.set(node, node.derive(attributes))
    const on = truths.get(node)
    if (kind === 'audiences') return on
    if (began && fresh && on && (stays || tags[name])) tags[name] = Math.max(began, tags[name] ?? 0)
    const since = tags[name]
    if (since === -1) return false
    return on === false && stays && since && (stays === true || current < endOf(since, stays, days)) ? true : on
  }

  function at(now: unknown): number {
    const known = typeof now === 'number' && Math.abs(now) <= LARGEST_DATE ? now : current || 0
    refresh(known)
    return known
  }

  function fold(event: RecordedEvent, at: number, now: number, elsewhere: boolean): void {
    const { state } = subject
    const { counts } = state
    const { type, properties = {} } = event
    const name = type === 'page' ? 'Page Viewed' : `${event.event ?? ''}`
    if (!state.since || at < state.since) state.since = at
    const stays = plan.nodes.some(({ stays, name }) => stays || state.tags[name])
    // What time itself has changed begins no tag: only what this event changes does.
    if (stays) refresh(now)
    if (!elsewhere) arrive(event)
    if (type === 'page' && !elsewhere) leave()
    const begins = name === SESSION_STARTED
    const channel = begins ? channelOf(event.context) : undefined
    if (begins) restart('session')
    if (begins && !elsewhere) assign('channel', (state.channel = channel))
    if (type === 'identify') learn(event.traits)
    for (const own of plan.countersOf(name)) {
      if (own.scope === 'page' && elsewhere) continue
      const count = (counts[own.name] ??= emptyCount(own))
      if (count.s === FROM_NOW) count.s = at
      if (!attempt(() => own.fold(count, { name, properties, channel, at }))) continue
      count.n++
      if (own.name[0] === '#') {
        // The newest come last, for when there are too many to store.
        delete counts[own.name]
        counts[own.name] = count
        choice.changed()
      } else unread.add(own)
      changed.add(own.name)
    }
    const { experience: id, slot, variation } = properties
    const what = /^Experience (Viewed|Withheld|Dismissed)$/.exec(name)?.[1]
    if (what && typeof id === 'string' && typeof slot === 'string') {
      if (!elsewhere) release(({ e }) => e === id)
      if (what !== 'Dismissed') {
        const candidate = plan.byId.get(id)
        const { trigger } = candidate ? plan.countsOf(candidate.experience) : {}
        if (trigger) delete counts[trigger.name]
        if (!elsewhere) hold(slot, id, `${variation}`, what === 'Withheld' ? 1 : undefined)
      }
    }
    // Its conversion ends what is on show.
    release(({ e }) => {
      const stop = plan.byId.get(e)?.experience.stopOn
      return stop?.event === name && (!stop.where || matches(stop.where, properties, options))
    })
    if (stays) refresh(now, at)
  }

  /** Where the visitor is and how they came: from the event's context. */
  function arrive({ context = {}, anonymousId, userId, event }: RecordedEvent): void {
    set({ anonymousId, userId })
    const begins = event === SESSION_STARTED
    // How a session began stays true for all of it; the next one begins without.
    for (const root of ['campaign', 'referrer', 'scene']) if (begins || has(context, root)) assign(root, context[root])
    for (const root of ['page', 'device', 'session', 'live']) if (has(context, root)) assign(root, context[root])
  }

  const channelOf = (context: object | undefined) => {
    const came = bare(attributes, { campaign: null, referrer: null, scene: null }, context)
    return config.channels?.find(({ when }) => matches(when, came, options))?.name
  }

  /** Of what is said of a person, only what the document refers to is kept. */
  function learn(traits: unknown): void {
    if (!isObject(traits) || !allowed) return
    for (const name of plan.userNames()) if (has(traits, name)) subject.state.user[name] = traits[name] as Json
    assign('user', bare(attributes.user, traits))
  }

  function hold(slot: string, id: string, variation: string, withheld: 1 | undefined): void {
    const { held, sticky } = subject.state
    held[slot] = [...(held[slot] ?? []), { e: id, v: variation, w: withheld }]
    const { experiment } = plan.byId.get(id)?.experience ?? {}
    const { key, bucketVersion = 0, hashAttribute = 'anonymousId', fallbackAttribute = '' } = experiment ?? {}
    const name = read(attributes, hashAttribute) === null ? fallbackAttribute : hashAttribute
    if (experiment?.sticky && !withheld) sticky[`${name}|${read(attributes, name)}|${key}|${bucketVersion}`] = variation
  }

  /** Ends what is on show. */
  function release(ends: (held: VisitorState['held'][string][number]) => boolean): void {
    const { held } = subject.state
    for (const slot of Object.keys(held)) {
      const left = held[slot]!.filter((one) => !ends(one))
      if (left.length !== held[slot]!.length) choice.changed()
      held[slot] = left
    }
  }

  function restart(scope: Counter['scope']): void {
    const { counts } = subject.state
    for (const name of Object.keys(counts)) if (name.startsWith(`#${scope}`)) delete counts[name]
    choice.changed()
  }

  function leave(): void {
    subject.state.held = bare()
    restart('page')
  }

  function set(given: { readonly [root: string]: unknown }): void {
    for (const root of Object.keys(given)) {
      if (has(config.traits ?? {}, root) || /^(tags|audiences|now|channel)$/.test(root)) continue
      const value = copy(given[root])
      if (root === 'user') learn(value)
      else if (value !== undefined)
        assign(root, isObject(value) && isObject(attributes[root]) ? bare(attributes[root], value) : value)
    }
  }

  const names = (kind: 'tags' | 'audiences', now: number) => {
    at(now)
    return [...(attributes[kind] as string[])]
  }

  return {
    observe(event, { now, elsewhere = false } = {}) {
      try {
        const { timestamp, messageId } = event as RecordedEvent
        const moment = Math.min(Date.parse(timestamp), now ?? LARGEST_DATE) || (now ?? current)
        if (!allowed || !moment || typeof messageId !== 'string') return false
        if (!isNew(subject.state, fnv1a(messageId).toString(36))) return false
        fold(event as RecordedEvent, moment, now ?? Math.max(moment, current || moment), elsewhere)
        return true
      } catch {
        return false
      }
    },
    set: (given) => void attempt(() => set(given)),
    decide: (slot, { now }) => choice.decide(slot, at(now)),
    decideAll: ({ now }) => choice.decideAll(at(now)),
    explain: (slot, { now }) => choice.explain(slot, at(now)),
    traits({ now }) {
      at(now)
      const known = Object.keys(config.traits ?? {}).filter(
        (name) => attributes[name] !== UNKNOWN && attributes[name] !== null,
      )
      return Object.fromEntries(known.map((name) => [name, attributes[name] as Json]))
    },
    tags: ({ now }) => names('tags', now),
    audiences: ({ now }) => names('audiences', now),
    forget(tag) {
      subject.state.tags[tag] = -1
      open()
    },
    preview(variations) {
      subject.preview = bare(variations)
      choice.changed()
    },
    holds: (slot, experience) => !!subject.state.held[slot]?.some(({ e }) => e === experience),
    leave,
    personalize(allow) {
      if (allowed === allow) return
      allowed = allow
      if (!allow) subject.state = openState(null, [])
      this.replace(subject.state)
    },
    toJSON: () => copy(subject.state) as VisitorState,
    replace(state) {
      subject.state = openState(state, plan.traits)
      open()
      choice.changed()
    },
  }
}

/** A copy of what JSON can carry of a value; undefined where it can carry nothing. */
function copy(value: unknown): unknown {
  if (value === undefined || typeof value === 'string') return value
  try {
    return JSON.parse(JSON.stringify(value))
  } catch {
    return
  }
}
