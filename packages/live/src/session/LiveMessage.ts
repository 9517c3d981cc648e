import type { JsonObject } from '@qianmian/core'

/** Something that somebody did in the room, as the platform tells it. */
export interface LiveMessage {
  readonly kind: 'like' | 'comment' | 'gift' | 'follow' | 'enter' | 'share'
  /** The platform's id: what comes again under the same one is not counted again. */
  readonly id?: string
  /** How many likes or gifts it stands for. Default: 1. */
  readonly count?: number
  /** This viewer did it. What others do is counted, and recorded only if the session is told to. */
  readonly own?: boolean
  /** Joins the event that is recorded of this message. */
  readonly properties?: JsonObject
}
