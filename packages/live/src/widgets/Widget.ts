import type { Json, JsonObject } from '@qianmian/core'
import type { ActivityAnswer } from './activity.js'
import type { Standing } from './standing.js'
import type { View } from './View.js'

/** What a slot shows: plain JSON with a type that names its widget, and the activity that decides, if there is one. */
export type Payload = { type: string } & JsonObject

/** All that a widget's look depends on. */
export interface Scene {
  readonly payload: Payload
  readonly standing: Standing
  /** The server's time in ms. */
  readonly now: number
  /** Whether to speak Chinese; otherwise English. */
  readonly zh: boolean
  /** The seconds that the visitor has watched. */
  readonly watched: number
}

/** Something that the visitor did: `answer` is the server's yes; null where there was nothing to decide. */
export interface Done {
  readonly payload: Payload
  readonly action: string
  readonly value: Json
  readonly answer: ActivityAnswer | null
}

/** A widget without a host: what it looks like, and what it records. Pure; what is missing or malformed never throws. */
export interface Widget {
  /** The payload type that it shows. */
  readonly type: string
  view(scene: Scene): View
  /** The events of what was done, by name, with their properties. */
  events?(done: Done): readonly (readonly [name: string, properties: JsonObject])[]
}
