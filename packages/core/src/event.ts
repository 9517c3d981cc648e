/** Anything that JSON can carry. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** A plain JSON object: properties of an event, traits of a person. */
export type JsonObject = { [name: string]: Json }

/** The five calls of the Segment spec that Qianmian records. */
export type EventType = 'track' | 'page' | 'identify' | 'group' | 'alias'

/** Where a visit came from, as `utm_*` parameters named it. */
export interface Campaign {
  source?: string
  medium?: string
  name?: string
  term?: string
  content?: string
  /** A click id and other parameters of the landing address that the host keeps, by their own names. */
  [parameter: string]: string | undefined
}

/** What was around the event when it happened, in the Segment spec's words and a few of our own. */
export interface EventContext {
  library?: { name: string; version: string }
  page?: { path?: string; url?: string; title?: string; search?: string; referrer?: string }
  /** Last touch: the campaign of this session, absent when the session came without one. */
  campaign?: Campaign
  /** The other site that this session came from, absent when it came from none. */
  referrer?: { url?: string; host?: string }
  /** How the mini-program was opened; WeChat's number. */
  scene?: number
  /** `number` counts this visitor's sessions from 1; `start` is ms since the epoch. */
  session?: { id: string; number: number; start: number }
  device?: { type?: string; [fact: string]: Json | undefined }
  locale?: string
  timezone?: string
  userAgent?: string
  /** The paths of what could not be sent, such as `properties.cart.self`; the first 20. */
  omitted?: string[]
  [more: string]: unknown
}

/**
 * One thing that happened, as it is stored and sent: the Segment spec's fields.
 * `messageId` never changes, so that a collector can count the event once however often it arrives.
 */
export interface RecordedEvent {
  readonly type: EventType
  readonly messageId: string
  readonly anonymousId: string
  readonly userId?: string
  /** ISO 8601, the corrected time at which it happened. */
  readonly timestamp: string
  readonly context: EventContext
  /** The name, of a `track` call. */
  readonly event?: string
  /** The name, of a `page` call. */
  readonly name?: string
  readonly properties?: JsonObject
  readonly traits?: JsonObject
  readonly groupId?: string
  readonly previousId?: string
}
