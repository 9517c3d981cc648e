import type { ActivityCounts } from './createActivity.js'

/** Live: the broadcast as it happens. Preview: what is shown before it begins. Replay: the recording. */
export type LiveMode = 'live' | 'preview' | 'replay'

/** What is known of the viewer in the room: `live.…` of every condition, and `context.live` of every event. */
export interface Live {
  readonly room: string
  /** The broadcast, where a room has one after another. */
  readonly session?: string
  readonly anchor?: string
  /** This viewer's stay in the room in this mode: an id of its own. */
  readonly visit: string
  readonly mode: LiveMode
  /** The `product_id` of what is being explained, or null. */
  readonly explaining: string | null
  /** Whole seconds that were really watched in this visit: playing, visible, not buffering. */
  readonly watchedSeconds: number
  /** Where the player is, in seconds, as it counts them. */
  readonly position?: number
  /** How many seconds after the beginning of the broadcast that was which the viewer sees. */
  readonly offset?: number
  /** What this viewer did in this visit. */
  readonly likes: number
  readonly comments: number
  readonly gifts: number
  readonly shares: number
  readonly followed: boolean
  /** What others did in the room as far as this client was told, once there is something. */
  readonly activity?: ActivityCounts
}
