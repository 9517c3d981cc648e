import type { Stop } from '@qianmian/core'
import type { PlayerState } from '../session/Player.js'

/** What a media element, and whatever looks like one, tells of itself. */
export interface MediaLike {
  readonly paused: boolean
  readonly ended: boolean
  readonly seeking: boolean
  readonly readyState: number
  readonly currentTime: number
}

/** What may change a state. `timeupdate` is among them for browsers that go on without saying `playing`. */
const EVENTS = 'play playing pause ended waiting seeking seeked canplay emptied error timeupdate'.split(' ')

/** There is enough for the next frame too: https://html.spec.whatwg.org/multipage/media.html#ready-states */
const HAVE_FUTURE_DATA = 3

/** Tells what media is doing, now and whenever one of its own events may have changed that. */
export function followMedia(
  media: MediaLike,
  on: (event: string, run: () => void) => Stop,
  run: (state: PlayerState) => void,
): Stop {
  /** Where it stood when it had nothing more to show. */
  let waitsAt: number | undefined

  function look(event?: string): void {
    if (event === 'waiting') waitsAt = media.currentTime
    else if (event === 'playing' || media.currentTime !== waitsAt) waitsAt = undefined
    const stalls = waitsAt !== undefined || media.seeking || media.readyState < HAVE_FUTURE_DATA
    run(media.ended ? 'ended' : media.paused ? 'paused' : stalls ? 'buffering' : 'playing')
  }

  const stops = EVENTS.map((event) => on(event, () => look(event)))
  look()
  return () => {
    for (const stop of stops) stop()
  }
}
