import type { Json, JsonObject } from '@qianmian/core'
import type { Condition } from './matches.js'

/**
 * `"90d"`: the 90 calendar dates that end today; `"1h"` to `"48h"`: rolling hours, kept by the quarter.
 * @pattern ^([1-9]\d{0,4}d|([1-9]|[1-3]\d|4[0-8])h)$
 */
export type Span = string

/**
 * A time of day, `19:00`; `24:00` is the end of the day.
 * @pattern ^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00)$
 */
export type TimeOfDay = string

/**
 * A moment in ISO 8601; without an offset it is in the document's time zone.
 * @pattern ^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$
 */
export type Moment = string

/**
 * A date, `2026-11-11`.
 * @pattern ^\d{4}-\d\d-\d\d$
 */
export type CalendarDate = string

/** An IANA time zone, `Asia/Shanghai`, or an offset, `+08:00`. */
export type TimeZone = string

/**
 * A share, from 0 to 1.
 * @minimum 0
 * @maximum 1
 */
export type Share = number

/**
 * A number of things, 1 or more.
 * @asType integer
 * @minimum 1
 */
export type Count = number

/**
 * 0 is Sunday, 6 is Saturday.
 * @asType integer
 * @minimum 0
 * @maximum 6
 */
export type DayOfWeek = number

/**
 * 1 to 31; -1 is the last day of the month.
 * @asType integer
 * @minimum -1
 * @maximum 31
 */
export type DayOfMonth = number

/** How a trait sums up the events that it sees. */
export type Aggregation =
  | 'count'
  | 'sum'
  | 'min'
  | 'max'
  | 'avg'
  | 'first'
  | 'last'
  | 'distinct'
  | 'top'
  | 'daysSinceFirst'
  | 'daysSinceLast'
  | 'avgInterval'
  | 'streak'

/** A value computed from events of one name. */
export interface EventTrait {
  /** The name of a `track` call; `Page Viewed` stands for `page` calls. */
  event: string
  agg: Aggregation
  /** The path of the property to sum up; not needed by `count`, `streak`, `avgInterval` and `daysSince…`. */
  prop?: string
  /** Only events whose properties match are seen. */
  where?: Condition
  /** Only events of this window count. */
  within?: Span
  /** What to do when the trait is younger than its visitor: `"use"` takes the value as it is. */
  incomplete?: 'use'
}

/** A line of a ledger: what one kind of event adds (or, with a negative number, takes). */
export interface LedgerEntry {
  event: string
  where?: Condition
  /** A fixed number of points. */
  add?: number
  /** The path of a number in the event's properties … */
  prop?: string
  /** … and what it is multiplied by; 1 when left out. */
  times?: number
  /** How many such events count on one calendar date. */
  perDay?: Count
}

/** A balance: points earned and spent. */
export interface LedgerTrait {
  ledger: LedgerEntry[]
  incomplete?: 'use'
}

/** The first of two values divided by the second; missing when either is, or the second is 0. */
export interface RatioTrait {
  ratio: [string, string]
}

/** The name of the channel of the first, or of the last, session that the document's `channels` name. */
export interface ChannelTrait {
  channel: 'first' | 'last'
  incomplete?: 'use'
}

/** The value of the first condition that holds. */
export interface CaseTrait {
  case: [Condition, Json][]
  else?: Json
}

/** Weights of the ranges of one attribute in a score: `weights` has one number more than `edges`. */
export interface Bins {
  /** Ascending; a value belongs to the first range whose edge is greater than it. */
  edges: number[]
  weights: number[]
  /** The weight when the attribute is missing; 0 when left out. */
  missing?: number
}

/** A weighted sum, by default turned into a likelihood between 0 and 1 by the logistic function. */
export interface ScoreTrait {
  score: {
    intercept?: number
    weights?: { [path: string]: number }
    bins?: { [path: string]: Bins }
    link?: 'logistic' | 'identity'
  }
}

export type Trait = EventTrait | LedgerTrait | RatioTrait | ChannelTrait | CaseTrait | ScoreTrait

/** A named yes or no over traits and attributes. */
export interface Tag {
  /** What people call it. */
  name?: string
  when: Condition
  /** Stays this long after an event made the condition true. */
  ttl?: Span
  /** Stays for ever once an event made the condition true. */
  latch?: boolean
}

/** A named condition that experiences share. */
export interface Audience {
  name?: string
  when: Condition
}

/** What a slot's renderer is given: plain data with a `type`. */
export type Payload = { type: string } & JsonObject

/** A named place that a page offers. */
export interface Slot {
  name?: string
  /** Shown when no experience is. */
  default?: Payload | null
  /** How many experiences it shows at once; 1 when left out. */
  limit?: Count
  /**
   * How long a page waits for the first config before the default shows, in milliseconds.
   * @minimum 0
   */
  timeoutMs?: number
}

/** At most `count` exposures `per` window. */
export interface Cap {
  /** @minimum 0 */
  count: number
  per: Span | 'session' | 'lifetime'
}

/** A cap of the whole document, over the slots it names, or over all. */
export interface DocumentCap extends Cap {
  slots?: string[]
}

/** Hours in which nothing new shows, in the document's time zone; may cross midnight. */
export interface Quiet {
  from: TimeOfDay
  to: TimeOfDay
  slots?: string[]
}

/** Experiences that exclude one another. */
export interface Group {
  /** How many of them may be on show at once; 1 when left out. */
  max?: Count
  caps?: Cap[]
}

/** The share of visitors who are kept from seeing experiences, for comparison. */
export interface Holdout {
  key: string
  share: Share
  /** What is hashed; `anonymousId` when left out. */
  hashAttribute?: string
}

/** Shows only after an event has happened. */
export interface Trigger {
  event: string
  where?: Condition
  /** How many times; 1 when left out. */
  count?: Count
  /** Counts over this window instead of the page view. */
  within?: Span
}

/** A window of time that comes again. */
export interface Recurrence {
  type: 'daily' | 'weekly' | 'monthly' | 'dates'
  /** Every second day, week or month: 2. Counted from the schedule's start; 1 when left out. */
  interval?: Count
  /** For `weekly`. */
  daysOfWeek?: DayOfWeek[]
  /** For `weekly` with an interval: the day on which a week begins; 0 when left out. */
  firstDayOfWeek?: DayOfWeek
  /** For `monthly`. */
  daysOfMonth?: DayOfMonth[]
  /** For `dates`. */
  dates?: CalendarDate[]
  /** The time of day at which a window opens, `19:00`; midnight when left out. */
  from?: TimeOfDay
  /** The time of day at which it closes: that of the next day when it is not later than `from`. */
  to?: TimeOfDay
  /**
   * How long a window stays open, in milliseconds, instead of `to`.
   * @minimum 1
   */
  duration?: number
  /** How many windows there are in all, counted from the schedule's start. */
  count?: Count
  /** The last moment at which a window may open; one that is open stays so to its end. */
  until?: Moment
}

/** When an experience may show. */
export interface Schedule {
  start?: Moment
  end?: Moment
  recur?: Recurrence
  /** A time zone of its own; the document's when left out. */
  tz?: TimeZone
}

/** Does not show again for a while after something. */
export interface Cooldown {
  after: 'view' | 'click' | 'dismiss' | 'conversion'
  for: Span
}

/** What counts as the end: blocks while it has happened within its window. */
export interface StopOn {
  event: string
  where?: Condition
  /** For ever when left out. */
  within?: Span
}

/** How visitors are split over the variations: GrowthBook's hash, version 2. */
export interface Experiment {
  key: string
  /** Hashed instead of the key. */
  seed?: string
  /** One for each variation, summing up to 1; equal when left out. */
  weights?: Share[]
  /** The share of visitors who take part; 1 when left out. */
  coverage?: Share
  /** Who has seen a variation keeps it, whatever happens to weights and coverage. */
  sticky?: boolean
  /** A higher version forgets what was sticky before. */
  bucketVersion?: number
  /** `anonymousId` when left out. */
  hashAttribute?: string
  /** Used while the visitor has no `hashAttribute`. */
  fallbackAttribute?: string
}

export interface Variation {
  key: string
  payload: Payload | null
}

/** What a marketer wants some visitors to see in a slot, when, how often. */
export interface Experience {
  id: string
  name?: string
  slot: string
  enabled?: boolean
  group?: string
  /** The highest wins; 0 when left out. */
  priority?: number
  /** Names of audiences; the visitor must be in one of them. */
  audience?: string[]
  when?: Condition
  trigger?: Trigger
  schedule?: Schedule
  caps?: Cap[]
  cooldown?: Cooldown
  stopOn?: StopOn
  experiment?: Experiment
  /** Features that the page's renderers must have, as they were handed in when the engine was made. */
  requires?: string[]
  /** `false`: the holdout does not keep it from anybody. */
  holdout?: boolean
  /** @minItems 1 */
  variations: Variation[]
}

export interface Channel {
  name: string
  when: Condition
}

/** Proof of who wrote the document: over the canonical JSON (RFC 8785) of all but itself. */
export interface Signature {
  kid: string
  alg: 'ES256'
  /** Base64url. */
  value: string
}

/** The document that a marketer writes. */
export interface Config {
  $schema?: string
  schema: 1
  id: string
  /** Grows with every publication, a rollback included. */
  revision: number
  /** UTC when left out. */
  tz?: TimeZone
  /** `false` is the kill switch: every slot shows its default at once. */
  enabled?: boolean
  /** After it the document is no longer taken. */
  expires?: Moment
  channels?: Channel[]
  traits?: { [name: string]: Trait }
  tags?: { [name: string]: Tag }
  audiences?: { [name: string]: Audience }
  slots?: { [name: string]: Slot }
  caps?: DocumentCap[]
  quiet?: Quiet
  groups?: { [name: string]: Group }
  holdout?: Holdout
  /** Lists that conditions name by `$inGroup`. */
  savedGroups?: { [name: string]: Json[] }
  experiences?: Experience[]
  signature?: Signature
  ext?: JsonObject
}
