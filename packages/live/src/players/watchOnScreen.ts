import type { Stop } from '@qianmian/core'
import type { PlayerState } from '../session/Player.js'
import { followMedia, type MediaLike } from './followMedia.js'
import { whenVisible } from './whenVisible.js'

/** Tells what media is doing, where `element` can be seen; where it cannot, it is as good as paused. */
export function watchOnScreen(
  element: Element | null | undefined,
  media: MediaLike,
  on: (event: string, run: () => void) => Stop,
  run: (state: PlayerState) => void,
): Stop {
  let state: PlayerState = 'paused'
  let visible = true
  const tell = () => run(visible ? state : 'paused')
  const stopVisible = whenVisible(element, (now) => {
    visible = now
    tell()
  })
  const stopMedia = followMedia(media, on, (now) => {
    state = now
    tell()
  })
  return () => {
    stopVisible()
    stopMedia()
  }
}
