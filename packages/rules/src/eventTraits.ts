import type { Json } from '@qianmian/core'
import { aggregations, type Bucket, startsAtZero } from './aggregations.js'
import { bucketOf, bucketsIn, type Calendar, parseSpan } from './calendar.js'
import type { ChannelTrait, EventTrait, LedgerTrait, Trait } from './config.js'
import { fnv1a } from './hash.js'
import { bare, canonical, has, isObject, read } from './json.js'
import { type MatchOptions, matches } from './matches.js'

/** What a visitor's state keeps of one trait: plain JSON. */
export interface TraitState {
  /** The fingerprint of the definition that counted it. */
  k: string
  /** Counting since this moment, where that is later than the visitor is known. */
  s?: number
  /** How many events it has counted. */
  n?: number
  /** How many buckets back it remembers, for a windowed trait. */
  w?: number
  /** The buckets, by date or quarter of an hour; 0 holds what has no window. */
  b: { [bucket: string]: Bucket }
}

/** What happened, as traits see it. */
export interface Occurrence {
  name: string
  properties: unknown
  /** The name of the channel of the session that begins with this event. */
  channel: string | null
  at: number
}

/** A trait that is computed from events. */
export interface EventTraitRule {
  readonly name: string
  /** The names of the events that it sees. */
  readonly events: readonly string[]
  readonly fingerprint: string
  /** How many buckets its window has; 0 without a window. */
  readonly window: number
  /** Whether its value changes as time passes: with the date, with the quarter of an hour, or not. */
  readonly ages: 'day' | 'quarter' | false
  readonly useIncomplete: boolean
  /** The bucket of its window that a moment falls in. */
  bucket(at: number): number
  fold(state: TraitState, occurrence: Occurrence): boolean
  read(state: TraitState, now: number): Json | undefined
}

export const SESSION_STARTED = 'Session Started'

/** The rule of a trait that counts events, or null for one that is derived from others or is not supported. */
export function eventTraitRule(
  name: string,
  trait: Trait,
  days: Calendar,
  options: MatchOptions,
): EventTraitRule | null {
  if ('event' in trait) return aggregated(name, trait, days, options)
  if ('ledger' in trait) return ledger(name, trait, days, options)
  if ('channel' in trait) return channel(name, trait)
  return null
}

const fingerprint = (definition: unknown) => fnv1a(canonical(definition)).toString(36)

function aggregated(name: string, trait: EventTrait, days: Calendar, options: MatchOptions): EventTraitRule | null {
  const span = trait.within ? parseSpan(trait.within) : null
  if (!has(aggregations, trait.agg) || (trait.within && !span)) return null
  const { takes, one, join, read: readBucket } = aggregations[trait.agg]
  const { event, agg, prop, where } = trait
  const window = span ? bucketsIn(span) : 0
  return {
    name,
    events: [event],
    fingerprint: fingerprint([event, agg, prop, where, span?.days]),
    window,
    ages: span ? (span.days ? 'day' : 'quarter') : /^(days|streak)/.test(agg) && 'day',
    useIncomplete: trait.incomplete === 'use',
    bucket: (at) => (span ? bucketOf(at, span, days) : 0),
    fold(state, { properties, at }) {
      if (where && !matches(where, properties, options)) return false
      const key = this.bucket(at)
      let folded = false
      for (const found of takes ? collect(properties, prop ?? '') : [null]) {
        const value = takes ? takes(found) : found
        if (value === undefined) continue
        const bucket = one(value as Json, days.day(at), at)
        const known = state.b[key]
        state.b[key] = known === undefined ? bucket : join(known, bucket)
        folded = true
        if (known === undefined && span) forget(state.b, window)
      }
      return folded
    },
    read(state, now) {
      const oldest = span ? this.bucket(now) - window : Number.NEGATIVE_INFINITY
      let all: Bucket
      for (const key of Object.keys(state.b)) {
        if (+key > oldest) all = all === undefined ? state.b[key] : join(all, state.b[key])
      }
      return all === undefined ? (startsAtZero(agg) ? 0 : undefined) : readBucket(all, days.day(now))
    },
  }
}

/** Drops the buckets that no window that ends at the newest one can reach. */
function forget(buckets: { [key: string]: Bucket }, window: number): void {
  const keys = Object.keys(buckets).map(Number)
  const oldest = Math.max(...keys) - window
  for (const key of keys) if (key <= oldest) delete buckets[key]
}

/** All values at a path; arrays on the way are looked into. */
function collect(source: unknown, path: string): unknown[] {
  if (Array.isArray(source)) return source.slice(0, 1000).flatMap((item) => collect(item, path))
  if (!path) return [source]
  const dot = path.indexOf('.')
  const key = dot < 0 ? path : path.slice(0, dot)
  return isObject(source) && has(source, key) ? collect(source[key], dot < 0 ? '' : path.slice(dot + 1)) : []
}

/** The balance in bucket 0; beside it, for each entry with a daily limit, [date, how many counted]. */
function ledger(name: string, trait: LedgerTrait, days: Calendar, options: MatchOptions): EventTraitRule {
  const entries = trait.ledger
  return {
    name,
    events: [...new Set(entries.map((entry) => entry.event))],
    fingerprint: fingerprint(entries),
    window: 0,
    ages: false,
    useIncomplete: trait.incomplete === 'use',
    bucket: () => 0,
    fold(state, { name, properties, at }) {
      let folded = false
      entries.forEach((entry, index) => {
        if (entry.event !== name || (entry.where && !matches(entry.where, properties, options))) return
        const amount = entry.add ?? +(read(properties, entry.prop ?? '') ?? Number.NaN) * (entry.times ?? 1)
        if (!Number.isFinite(amount)) return
        if (entry.perDay !== undefined) {
          const today = days.day(at)
          const [date, used] = state.b[`e${index}`] ?? [today, 0]
          // A late event of an earlier date cannot be told from one that was counted then.
          if (date > today || (date === today && used >= entry.perDay)) return
          state.b[`e${index}`] = [today, date === today ? used + 1 : 1]
        }
        state.b[0] = aggregations.sum.join(state.b[0] ?? 0, amount)
        folded = true
      })
      return folded
    },
    read: (state) => state.b[0] ?? 0,
  }
}

function channel(name: string, trait: ChannelTrait): EventTraitRule {
  const { join } = aggregations[trait.channel === 'first' ? 'first' : 'last']
  return {
    name,
    events: [SESSION_STARTED],
    fingerprint: fingerprint(trait.channel),
    window: 0,
    ages: false,
    useIncomplete: trait.incomplete === 'use',
    bucket: () => 0,
    fold(state, { channel, at }) {
      if (channel === null) return false
      state.b[0] = state.b[0] ? join(state.b[0], [at, channel]) : [at, channel]
      return true
    },
    read: (state) => state.b[0]?.[1],
  }
}

/** A trait's state before it has seen anything. */
export const emptyTrait = (rule: EventTraitRule, since?: number): TraitState => ({
  k: rule.fingerprint,
  ...(since === undefined ? {} : { s: since }),
  ...(rule.window ? { w: rule.window } : {}),
  b: bare(),
})
