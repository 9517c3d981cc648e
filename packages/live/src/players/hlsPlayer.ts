import type { Stop } from '@qianmian/core'
import type { Player } from '../session/Player.js'
import { videoPlayer } from './videoPlayer.js'

/** What is used of an hls.js 1.x. */
export interface HlsLike {
  readonly media: HTMLMediaElement | null
  /** Seconds behind the live edge; 0 before it is known. */
  readonly latency: number
  /** When that happened which is on show, if the playlist has `EXT-X-PROGRAM-DATE-TIME`. */
  readonly playingDate: Date | null
  // Of hls.js's own types: they take no text where there is an enum of the same text.
  on(event: never, run: () => void): unknown
  off(event: never, run: never): unknown
}

const ATTACHED = 'hlsMediaAttached' as never
const DETACHED = 'hlsMediaDetached' as never

/** An hls.js as a session's player: follows the element that it is attached to, and knows how far behind it is. */
export function hlsPlayer(hls: HlsLike): Player {
  return {
    watch(run) {
      let stop: Stop | undefined
      const detached = () => {
        stop?.()
        stop = undefined
        run('paused')
      }
      const attached = () => {
        stop?.()
        if (hls.media) stop = videoPlayer(hls.media).watch(run)
        else detached()
      }
      hls.on(ATTACHED, attached)
      hls.on(DETACHED, detached)
      attached()
      return () => {
        stop?.()
        hls.off(ATTACHED, attached as never)
        hls.off(DETACHED, detached as never)
      }
    },
    position: () => hls.media?.currentTime,
    latency: () => hls.latency,
    shownAt: () => hls.playingDate?.getTime(),
  }
}
