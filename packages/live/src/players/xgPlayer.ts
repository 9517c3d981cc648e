import type { Player } from '../session/Player.js'
import type { MediaLike } from './followMedia.js'
import { watchOnScreen } from './watchOnScreen.js'

/** What is used of an xgplayer 3. */
export interface XgPlayerLike extends MediaLike {
  readonly root?: Element | null
  on(event: string, run: () => void): unknown
  off(event: string, run: () => void): unknown
}

/**
 * An xgplayer 3 as a session's player: by its own events, so that it may exchange its media element, or have none, as its
 * live plugins do.
 */
export function xgPlayer(player: XgPlayerLike): Player {
  return {
    watch(run) {
      const gone = () => run('paused')
      const stop = watchOnScreen(
        player.root,
        player,
        (event, heard) => {
          player.on(event, heard)
          return () => player.off(event, heard)
        },
        run,
      )
      player.on('destroy', gone)
      return () => {
        stop()
        player.off('destroy', gone)
      }
    },
    position: () => player.currentTime,
  }
}
