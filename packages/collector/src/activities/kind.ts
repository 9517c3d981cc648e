import type { Problem } from '../problem.js'
import type { Fields } from './fields.js'
import type { Person } from './person.js'
import type { Points } from './points.js'
import type { Records } from './records/records.js'

/**
 * Why somebody does not get what they asked for: nothing is left; they have it; it has not begun, or they have not yet
 * earned it; it is over; it was stopped; what they sent makes no sense here; they have too few points; there is no such
 * activity or action.
 */
export type Reason = 'gone' | 'already' | 'early' | 'late' | 'closed' | 'invalid' | 'points' | 'unknown'

/** What is decided: they get it, or why not. */
export type Verdict = { readonly ok: true; readonly result: object } | { readonly ok: false; readonly reason: Reason }

export const grant = (result: object = {}): Verdict => ({ ok: true, result })

export const refuse = (reason: Reason): Verdict => ({ ok: false, reason })

/** What every definition may say. Times are ISO 8601. */
export interface Common {
  readonly kind: string
  /** For people: in lists and reports. */
  readonly title?: string
  readonly opens?: string
  readonly closes?: string
  /** The operator has called a halt. */
  readonly stopped?: boolean
}

/** An activity and its records, at a moment. */
export interface House<D> {
  readonly name: string
  readonly definition: D & Common
  /** Its own records. */
  readonly records: Records
  /** Ms since the epoch, by the collector's clock. */
  readonly now: number
  readonly chance: Chance
  /** The points of anybody. */
  points(person: Person): Points
}

/** An activity before one person. */
export interface Scene<D> extends House<D> {
  readonly person: Person
  /** What `evidence` found out. */
  readonly evidence: unknown
}

/** Chance, injected: tests repeat it. */
export interface Chance {
  /** A whole number from 0 to `limit` - 1, each as likely, and not to be guessed. */
  below(limit: number): number
  /** 256 random bits, as hexadecimal text. */
  seed(): string
}

/** Something that an activity decided by itself, when its time had come. */
export interface Outcome {
  readonly person: Person
  /** Such as `draw`. */
  readonly action: string
  /** With the action, what tells this outcome from the person's others in the activity. */
  readonly mark: string
  readonly result: object
}

/** What the events tell, for activities that go by them. */
export interface Evidence {
  /** Seconds that the person has watched in a room, by the "Live Watched" events that are stored. */
  watched(person: Person, room: string): Promise<number>
  /** Who has the most points. */
  richest(limit: number): Promise<Score[]>
  /** Who has the most of something that is counted. */
  scores(question: ScoreQuestion): Promise<Score[]>
}

/** Counts events of a name, or sums one of their properties. Times are ms since the epoch. */
export interface ScoreQuestion {
  readonly event: string
  readonly prop?: string | undefined
  readonly room?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly limit: number
}

/** `person` as in `Person.id`. */
export interface Score {
  person: string
  score: number
}

/** A kind of activity: what its definition says, what people can do, and what they see. */
export interface Kind<D = never> {
  /** What a definition says beside the common fields. */
  readonly fields: Fields
  /** What is wrong between fields that are right each by itself. */
  check?(definition: D & Common): readonly Problem[]
  /** Fields that may not change any more, now that people have taken part. */
  fixed?(house: House<D>): readonly string[]
  /** Puts away what a definition brings, and returns what is left to be kept as the definition. */
  store?(definition: D & Common, records: Records): Common | { problems: readonly Problem[] }
  /** What people can do. `value` is what they sent. */
  readonly actions: Readonly<Record<string, (scene: Scene<D>, value: unknown) => Verdict>>
  /** Actions that `opens`, `closes` and `stopped` don't stop: they end something that has begun. */
  readonly always?: readonly string[]
  /** Where `closes` isn't said: when it closes, in ms. */
  closes?(definition: D & Common): number | undefined
  /** What is to be known from the events before it is decided or shown. */
  evidence?(house: Omit<House<D>, 'records'>, person: Person, ask: Evidence, purpose: 'act' | 'look'): Promise<unknown>
  /** What one person sees. */
  state(scene: Scene<D>): object
  /** What operators see beside the definition. */
  totals(house: House<D>): object
  /** Who got what, in order, for operators. `from`: the first place to tell. */
  claims?(house: House<D>, from: number, limit: number): object[]
  /** Since when there is something to settle, in ms; null: there is nothing. */
  due?(house: House<D>): number | null
  /** Settles it, or a first part of it if it is much. */
  settle?(house: House<D>): readonly Outcome[]
}
