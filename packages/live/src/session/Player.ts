import type { Stop } from '@qianmian/core'

/** What a player is doing. Only `playing` is watched. */
export type PlayerState = 'playing' | 'paused' | 'buffering' | 'ended'

/** All that a session asks of a player. An adapter is one function that returns this. */
export interface Player {
  /** Tells the state at once, and again whenever it may have changed. */
  watch(run: (state: PlayerState) => void): Stop
  /** Where the player is, in seconds, as it counts them. */
  position?(): number | undefined
  /** How many seconds the picture is behind what is happening. */
  latency?(): number | undefined
  /** When that happened which the picture shows, in ms since the epoch, where the stream says so. */
  shownAt?(): number | undefined
}
