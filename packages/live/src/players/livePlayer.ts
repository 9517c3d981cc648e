import type { Player, PlayerState } from '../session/Player.js'

/** An event of a mini-program's `live-player` or `video`. */
export interface PlayerEvent {
  readonly type: string
  readonly detail?: { readonly code?: number | string; readonly currentTime?: number }
}

/** A mini-program's `live-player` or `video` as a session's player: hand it their events, and what its page does. */
export interface LivePlayer extends Player {
  /** For `bindstatechange` of a `live-player`, and `bindplay`, `bindpause`, `bindwaiting`, `bindended`, `bindtimeupdate` of a `video`. */
  change(event: PlayerEvent): void
  /** For the page's `onShow`, when another page was on top of it, and for what the player's context does without an event. */
  play(): void
  /** For the page's `onHide`. */
  pause(): void
}

/**
 * What the codes of `live-player` mean for who watches; all others change nothing, as 2105, which warns of a picture that
 * stuttered and goes on: https://developers.weixin.qq.com/miniprogram/dev/component/live-player.html
 */
const CODES: { readonly [code: string]: PlayerState } = {
  // Playing begins; the first frame is on show.
  2004: 'playing',
  2032: 'playing',
  // Connected, begins to pull; loading; connects again after a break, or cannot and tries on.
  2001: 'buffering',
  2002: 'buffering',
  2007: 'buffering',
  2103: 'buffering',
  3001: 'buffering',
  3002: 'buffering',
  3003: 'buffering',
  3005: 'buffering',
  // The end; given up after many tries.
  2006: 'ended',
  '-2301': 'ended',
  // Suspended by the system.
  6000: 'paused',
}

const TYPES: { readonly [type: string]: PlayerState } = {
  play: 'playing',
  timeupdate: 'playing',
  waiting: 'buffering',
  pause: 'paused',
  error: 'paused',
  ended: 'ended',
}

/** Follows a mini-program's player by what the page hands on. The app's own showing and hiding the session knows. */
export function livePlayer(): LivePlayer {
  const watchers = new Set<(state: PlayerState) => void>()
  let state: PlayerState = 'paused'
  let shown = true
  let position: number | undefined

  function tell(): void {
    for (const run of [...watchers]) run(shown ? state : 'paused')
  }

  return {
    watch(run) {
      watchers.add(run)
      run(shown ? state : 'paused')
      return () => watchers.delete(run)
    },
    position: () => position,
    change({ type, detail }) {
      const { code, currentTime } = detail ?? {}
      position = currentTime ?? position
      // A position may still be told of a video that was paused meanwhile.
      if (type !== 'timeupdate' || state === 'buffering') state = CODES[`${code}`] ?? TYPES[type] ?? state
      tell()
    },
    play() {
      shown = true
      tell()
    },
    pause() {
      shown = false
      tell()
    },
  }
}
