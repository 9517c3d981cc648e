import type { Player } from '../session/Player.js'
import { watchOnScreen } from './watchOnScreen.js'

/** A `video` or `audio` element as a session's player. What cannot be seen, since it is scrolled away, is not watched. */
export function videoPlayer(media: HTMLMediaElement): Player {
  return {
    watch: (run) =>
      watchOnScreen(
        media,
        media,
        (event, heard) => {
          media.addEventListener(event, heard)
          return () => media.removeEventListener(event, heard)
        },
        run,
      ),
    position: () => media.currentTime,
  }
}
