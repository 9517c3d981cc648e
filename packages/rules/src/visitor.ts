import type { Json, JsonObject, RecordedEvent } from '@qianmian/core'
import { DAY, endOf, QUARTER } from './calendar.js'
import type { ConditionIndex } from './conditionIndex.js'
import type { Decision, Explanation } from './decision.js'
import { type EventTraitRule, SESSION_STARTED } from './eventTraits.js'
import { fnv1a } from './hash.js'
import { bare, has, isObject, read } from './json.js'
import { matches } from './matches.js'
import type { Need } from './needs.js'
import type { Node, Plan } from './plan.js'
import { selection } from './selection.js'
import { countTrigger, countView, type Show } from './shows.js'
import { closeState, FROM_NOW, isNew, joinState, openState, type VisitorState } from './state.js'

/** A moment, in ms since the epoch. */
export interface At {
  now: number
}

/** What a cookie or a server may be told of a visitor: the values that the document refers to, in at most 2 KB of JSON. */
export interface Snapshot {
  config: string
  revision: number
  traits: { [name: string]: Json }
  tags: string[]
  audiences: string[]
}

/** One person, as a document sees them. Nothing here throws; nothing but `observe`, `set` and the like changes anything. */
export interface Visitor {
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
  snapshot(at?: At): Snapshot
  /** Takes over what another copy of this person's state, such as the collector's, knows better. */
  restore(state: unknown): void
}

const LARGEST_DATE = 8.64e15
const SNAPSHOT_BYTES = 2048

export function visitor(plan: Plan, saved: unknown, index: (build: boolean) => ConditionIndex | null): Visitor {
  const { config, days, options } = plan
  let state = openState(saved, plan)
  const attributes: Record<string, unknown> = bare()
  let preview: { readonly [experience: string]: string } = bare()
  let allowed = true
  /** Traits that must be read again, and attributes that changed since the selection was told. */
  const unread = new Set<EventTraitRule>(plan.traits)
  const changed = new Set<string>()
  /** The moment that the attributes are up to date with. */
  let current = Number.NaN

  const subject = {
    get state() {
      return state
    },
    get attributes() {
      return attributes
    },
    get preview() {
      return preview
    },
    unmet({ traits, personal }: Need, now: number): JsonObject | null {
      if (personal && !allowed) return { code: 'consent' }
      for (const name of traits)
        if (isIncomplete(name, now)) return { code: 'history', name, since: state.traits[name]!.s! }
      return null
    },
  }
  const choice = selection(plan, subject, index)

  attributes.tags = []
  attributes.audiences = []
  assign('user', state.user)

  function assign(root: string, value: unknown): void {
    const before = attributes[root]
    if (before === value || (isObject(value) && JSON.stringify(before) === JSON.stringify(value))) return
    if (value === undefined || value === null) delete attributes[root]
    else attributes[root] = value
    changed.add(root)
  }

  const rules = new Map(plan.traits.map((rule) => [rule.name, rule]))

  /** A trait that an edit started later than its visitor: unknown until its window has passed once. */
  function isIncomplete(name: string, now: number): boolean {
    const { s: since, w: window } = state.traits[name] ?? {}
    const rule = rules.get(name)
    if (since === undefined || !rule || rule.useIncomplete) return false
    if (since === FROM_NOW) return true
    return !window || rule.bucket(now) - rule.bucket(since) < window
  }

  const isUnknown = ({ kind, name }: Node, now: number) =>
    [...plan.needs.named(kind, name).traits].some((trait) => isIncomplete(trait, now))

  /** Brings everything that is computed up to a moment. */
  function refresh(now: number): void {
    if (now === current && !unread.size && !changed.size) return
    if (!state.since) state.since = now
    const passed = (length: number) => Math.floor(now / length) !== Math.floor(current / length)
    const day = days.day(now)
    const dayPassed = !(day === days.day(Number.isNaN(current) ? now - 2 * DAY : current))
    for (const rule of plan.traits) {
      const trait = state.traits[rule.name]!
      if (trait.s === FROM_NOW) trait.s = now
      const aged = rule.ages === 'quarter' ? passed(QUARTER) : rule.ages && dayPassed
      if (aged || unread.has(rule)) assign(rule.name, isIncomplete(rule.name, now) ? undefined : rule.read(trait, now))
    }
    unread.clear()
    if (passed(QUARTER)) {
      const local = new Date(now + days.offset(now))
      assign('now', { hour: local.getUTCHours(), weekday: local.getUTCDay(), date: local.toISOString().slice(0, 10) })
    }
    const names = { tags: [] as string[], audiences: [] as string[] }
    const before = { tags: attributes.tags as string[], audiences: attributes.audiences as string[] }
    let kind: Node['kind'] = 'traits'
    const close = () => {
      if (kind !== 'traits' && `${names[kind]}` !== `${before[kind]}`) assign(kind, names[kind])
    }
    for (const node of plan.nodes) {
      if (node.kind !== kind) {
        close()
        kind = node.kind
      }
      const asks = node.stays || dayPassed || [...node.roots].some((root) => changed.has(root))
      if (node.kind === 'traits') {
        if (asks) assign(node.name, isUnknown(node, now) ? undefined : node.derive(attributes))
      } else {
        const on = asks ? isOn(node, now) : before[node.kind].includes(node.name)
        if (on) names[node.kind].push(node.name)
      }
    }
    close()
    current = now
    if (dayPassed) choice.invalidate()
    if (changed.size) choice.changed(changed)
    changed.clear()
  }

  function isOn(node: Node, now: number): boolean {
    const began = node.stays ? state.tags[node.name] : undefined
    if (began === -1 || isUnknown(node, now)) return false
    if (began !== undefined && (node.stays === true || (node.stays && now < endOf(began, node.stays, days))))
      return true
    return node.derive(attributes) === true
  }

  function at(now: unknown): number {
    const known = typeof now === 'number' && Math.abs(now) <= LARGEST_DATE ? now : Number.isNaN(current) ? 0 : current
    refresh(known)
    return known
  }

  function fold(event: RecordedEvent, at: number, elsewhere: boolean): void {
    const name = event.type === 'page' ? 'Page Viewed' : `${event.event}`
    const properties = event.properties ?? {}
    if (!state.since || at < state.since) state.since = at
    if (!elsewhere) place(event)
    if (event.type === 'identify') learn(event.traits)
    const occurrence = {
      name,
      properties,
      channel: name === SESSION_STARTED ? ((attributes.channel ?? null) as string | null) : null,
      at,
    }
    for (const rule of plan.traitsByEvent.get(name) ?? []) {
      const trait = state.traits[rule.name]!
      if (trait.s === FROM_NOW) trait.s = at
      if (!rule.fold(trait, occurrence)) continue
      trait.n = (trait.n ?? 0) + 1
      unread.add(rule)
    }
    show(event, name, properties, at, elsewhere)
    for (const node of plan.tagsBegunBy(name)) {
      refresh(Number.isNaN(current) || at > current ? at : current)
      if (node.derive(attributes) === true && !isUnknown(node, at))
        state.tags[node.name] = Math.max(at, state.tags[node.name] ?? 0)
      changed.add('tags')
    }
  }

  /** Where the visitor is and how they came: from the event's context. */
  function place({ context, anonymousId, userId, event }: RecordedEvent): void {
    assign('anonymousId', anonymousId)
    if (userId) assign('userId', userId)
    if (!isObject(context)) return
    const begins = event === SESSION_STARTED
    for (const root of ['page', 'device', 'session', 'live', 'campaign', 'referrer', 'scene']) {
      // How a session began stays true for all of it; the next one begins without.
      if (has(context, root) || (begins && /^[crs]/.test(root) && root !== 'session')) assign(root, context[root])
    }
    if (isObject(context.session)) state.session = `${context.session.id}`
    if (begins) assign('channel', config.channels?.find(({ when }) => matches(when, attributes, options))?.name)
  }

  /** Of what is said of a person, only what the document refers to is kept. */
  function learn(traits: unknown): void {
    if (!isObject(traits)) return
    const user: Record<string, Json> = Object.assign(bare(), state.user)
    for (const name of plan.needs.userNames()) if (has(traits, name)) user[name] = traits[name] as Json
    state.user = user
    assign('user', Object.assign(bare(), attributes.user, traits))
  }

  function show(event: RecordedEvent, name: string, properties: JsonObject, at: number, elsewhere: boolean): void {
    if (event.type === 'page' && !elsewhere) leave()
    const entry = (id: string): Show => (has(state.shows, id) ? state.shows[id]! : (state.shows[id] = { n: 0 }))
    const concerned = plan.concernedBy(name)
    for (const { experience } of concerned) {
      const { id, trigger, stopOn } = experience
      if (!elsewhere && trigger?.event === name && (!trigger.where || matches(trigger.where, properties, options)))
        countTrigger(entry(id), trigger, at, days)
      if (stopOn?.event === name && (!stopOn.where || matches(stopOn.where, properties, options))) {
        entry(id).x = Math.max(at, entry(id).x ?? 0)
        release(id)
      }
    }
    const { experience: id, slot, variation } = properties
    const what = /^Experience (Viewed|Withheld|Clicked|Dismissed)$/.exec(name)?.[1]
    if (what && typeof id === 'string' && typeof slot === 'string') {
      const shown = entry(id)
      if (what === 'Clicked') shown.c = Math.max(at, shown.c ?? 0)
      else if (what === 'Dismissed') {
        shown.d = Math.max(at, shown.d ?? 0)
        if (!elsewhere) release(id)
      } else {
        countView(shown, slot, at, state.session, plan.reach(), days)
        if (!elsewhere) hold(slot, id, `${variation}`, what === 'Withheld')
      }
    }
    if (what || concerned.length || event.type === 'page') choice.invalidate()
  }

  function hold(slot: string, id: string, variation: string, withheld: boolean): void {
    const held = (has(state.held, slot) ? state.held[slot]! : []).filter(({ e }) => e !== id)
    state.held[slot] = [...held, { e: id, v: variation, ...(withheld ? { w: 1 } : {}) }]
    const experiment = plan.byId.get(id)?.experience.experiment
    if (!experiment?.sticky || withheld) return
    for (const name of [experiment.hashAttribute ?? 'anonymousId', experiment.fallbackAttribute ?? '']) {
      const value = read(attributes, name)
      if (value === null) continue
      state.sticky[`${name}|${value}|${experiment.key}|${experiment.bucketVersion ?? 0}`] = variation
      break
    }
  }

  function release(id: string): void {
    for (const slot of Object.keys(state.held)) state.held[slot] = state.held[slot]!.filter(({ e }) => e !== id)
  }

  function leave(): void {
    state.held = bare()
    for (const show of Object.values(state.shows)) if (typeof show.g === 'number') delete show.g
  }

  function reopen(next: VisitorState): void {
    state = next
    for (const rule of plan.traits) unread.add(rule)
    assign('user', Object.assign(bare(), state.user, attributes.user))
    choice.invalidate()
  }

  return {
    observe(event, { now, elsewhere = false } = {}) {
      try {
        if (!isObject(event) || typeof event.messageId !== 'string') return false
        const dated = Date.parse(`${event.timestamp}`)
        const moment = Number.isNaN(dated) ? (now ?? current) : Math.min(dated, now ?? dated)
        if (!allowed || Number.isNaN(moment) || !isNew(state, fnv1a(event.messageId).toString(36))) return false
        fold(event as unknown as RecordedEvent, moment, elsewhere)
        return true
      } catch {
        return false
      }
    },
    set(given) {
      for (const root of Object.keys(given)) {
        const value = copy(given[root])
        if (root === 'user') learn(value)
        else
          assign(
            root,
            isObject(value) && isObject(attributes[root]) ? Object.assign(bare(), attributes[root], value) : value,
          )
      }
    },
    decide: (slot, { now }) => choice.decide(slot, at(now)),
    decideAll: ({ now }) => choice.decideAll(at(now)),
    explain: (slot, { now }) => choice.explain(slot, at(now)),
    traits({ now }) {
      at(now)
      const found: { [name: string]: Json } = {}
      for (const name of Object.keys(config.traits ?? {}))
        if (has(attributes, name)) found[name] = attributes[name] as Json
      return found
    },
    tags({ now }) {
      at(now)
      return [...(attributes.tags as string[])]
    },
    audiences({ now }) {
      at(now)
      return [...(attributes.audiences as string[])]
    },
    forget(tag) {
      state.tags[tag] = -1
      changed.add('tags')
    },
    preview(variations) {
      preview = Object.assign(bare(), variations)
      choice.invalidate()
    },
    holds: (slot, experience) => has(state.held, slot) && state.held[slot]!.some(({ e }) => e === experience),
    leave() {
      leave()
      choice.invalidate()
    },
    personalize(allow) {
      if (allowed === allow) return
      allowed = allow
      if (!allow) reopen(openState(null, plan))
      choice.invalidate()
    },
    toJSON: () => closeState(state),
    snapshot({ now } = { now: current }) {
      const traits = this.traits({ now })
      const { id, revision } = config
      const all: Snapshot = {
        config: id,
        revision,
        traits,
        tags: this.tags({ now }),
        audiences: this.audiences({ now }),
      }
      const bytes = () => encodeURIComponent(JSON.stringify(all)).replace(/%../g, '.').length
      const size = (name: string) => JSON.stringify(traits[name]).length
      for (const name of Object.keys(traits).sort((a, b) => size(b) - size(a))) {
        if (bytes() <= SNAPSHOT_BYTES) break
        delete traits[name]
      }
      while (bytes() > SNAPSHOT_BYTES && (all.audiences.pop() ?? all.tags.pop())) {}
      return all
    },
    restore(saved) {
      joinState(state, openState(saved, plan))
      reopen(state)
    },
  }
}

/** A copy of what JSON can carry of a value; undefined where it can carry nothing. */
function copy(value: unknown): unknown {
  try {
    return value === null ? null : JSON.parse(JSON.stringify(value))
  } catch {
    return undefined
  }
}
