import type { Json } from '@qianmian/core'
import { emptyTrait, type TraitState } from './eventTraits.js'
import { bare, has, isObject } from './json.js'
import type { Plan } from './plan.js'
import type { Show } from './shows.js'

/** All that is kept of a visitor: aggregates and buckets, never events. Plain JSON, made to be stored. */
export interface VisitorState {
  v: 1
  /** The visitor is known since this moment; 0 before there was one. */
  since: number
  /** The attributes of the person that the document refers to. */
  user: { [name: string]: Json }
  traits: { [name: string]: TraitState }
  /** When a tag that stays began; -1 when the visitor had it forgotten. */
  tags: { [name: string]: number }
  /** The messages folded last, as short hashes. */
  seen: string[]
  /** The session that events belong to. */
  session: string
  /** By experience. */
  shows: { [id: string]: Show }
  /** The variation that a person keeps, by attribute, value, experiment and bucket version. */
  sticky: { [key: string]: string }
  /** By slot: what stays on show until it ends. */
  held: { [slot: string]: Held[] }
}

/** A decision that was seen: experience, variation, and whether the holdout withheld it. */
export interface Held {
  e: string
  v: string
  w?: 1
}

/** `s` of a trait that begins to count at the next moment that the visitor sees. */
export const FROM_NOW = -1

/** How many messages are remembered to be told apart from new ones. */
const MOST_SEEN = 256
const MOST_SHOWS = 300
const MOST_STICKY = 200

/**
 * A state for a document, from what was stored or from nothing. What an earlier revision counted in the same way is kept;
 * a trait that it did not count begins now. What cannot be read is left out.
 */
export function openState(saved: unknown, { traits, config }: Plan): VisitorState {
  const from = isObject(saved) && saved.v === 1 ? saved : {}
  const table = <T>(key: string): Record<string, T> =>
    Object.assign(bare<T>(), isObject(from[key]) ? from[key] : {}) as Record<string, T>
  const counted = table<TraitState>('traits')
  const since = typeof from.since === 'number' ? from.since : 0
  const state: VisitorState = {
    v: 1,
    since,
    user: table('user'),
    traits: bare(),
    tags: bare(),
    seen: Array.isArray(from.seen) ? from.seen.slice(-MOST_SEEN) : [],
    session: `${from.session ?? ''}`,
    shows: table('shows'),
    sticky: table('sticky'),
    held: table('held'),
  }
  for (const rule of traits) {
    const before = counted[rule.name]
    const keeps = isObject(before) && before.k === rule.fingerprint && isObject(before.b) && fits(before.w, rule.window)
    state.traits[rule.name] = keeps
      ? { ...before, ...(rule.window ? { w: rule.window } : {}) }
      : emptyTrait(rule, since ? FROM_NOW : undefined)
  }
  for (const [name, began] of Object.entries(table<number>('tags'))) {
    if (config.tags && has(config.tags, name)) state.tags[name] = began
  }
  return state
}

/** A window may become shorter: the buckets of the longer one hold all that it needs. */
const fits = (before: number | undefined, now: number) => (now ? before !== undefined && before >= now : !before)

/** A copy that can be stored, within its bounds. */
export function closeState(state: VisitorState): VisitorState {
  const newest = <T>(table: Record<string, T>, most: number, time: (value: T) => number) => {
    const entries = Object.entries(table)
    if (entries.length <= most) return table
    return Object.fromEntries(entries.sort((a, b) => time(b[1]) - time(a[1])).slice(0, most))
  }
  return JSON.parse(
    JSON.stringify({
      ...state,
      shows: newest(state.shows, MOST_SHOWS, ({ t = 0, c = 0, d = 0, x = 0 }) => Math.max(t, c, d, x)),
      sticky: Object.fromEntries(Object.entries(state.sticky).slice(-MOST_STICKY)),
    }),
  )
}

/** Remembers a message; false when it was there already. */
export function isNew(state: VisitorState, message: string): boolean {
  if (state.seen.includes(message)) return false
  if (state.seen.push(message) > MOST_SEEN) state.seen.shift()
  return true
}

/**
 * Takes over what another copy of the same person's state knows better: of each trait the one that has counted for longer,
 * then the one that has counted more. Joining a state with itself changes nothing.
 */
export function joinState(mine: VisitorState, theirs: VisitorState): void {
  const began = (trait: TraitState, { since }: VisitorState) => trait.s ?? (since || Number.POSITIVE_INFINITY)
  for (const [name, trait] of Object.entries(theirs.traits)) {
    const own = mine.traits[name]!
    const earlier = began(own, mine) - began(trait, theirs)
    if (earlier > 0 || (!(earlier < 0) && (trait.n ?? 0) > (own.n ?? 0))) mine.traits[name] = trait
  }
  for (const [id, show] of Object.entries(theirs.shows)) {
    const own = mine.shows[id]
    if (!own || show.n > own.n) mine.shows[id] = show
  }
  for (const [name, at] of Object.entries(theirs.tags)) {
    if (mine.tags[name] !== -1) mine.tags[name] = Math.max(at, mine.tags[name] ?? 0)
  }
  mine.user = Object.assign(bare(), theirs.user, mine.user)
  mine.sticky = Object.assign(bare(), theirs.sticky, mine.sticky)
  mine.seen = [...new Set([...theirs.seen, ...mine.seen])].slice(-MOST_SEEN)
  if (theirs.since && !(mine.since && mine.since < theirs.since)) mine.since = theirs.since
}
