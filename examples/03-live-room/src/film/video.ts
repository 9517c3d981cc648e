import { element } from '../../../01-shop/src/element.js'
import { broadcast } from '../broadcast.js'
import { explainedAt } from '../programme.js'
import { createFilm } from './createFilm.js'

/** The player. What it plays is drawn in the page, frame by frame, and reaches it as a broadcast would: as a stream. */
export const video = element('video', { class: 'player', muted: true, playsinline: true, 'aria-label': '直播画面' })

/** Turns the cameras on. */
export function startFilm(): void {
  video.muted = true
  video.srcObject = createFilm(() => explainedAt(broadcast.seconds()))
  // Where nothing plays without a touch, the first one anywhere begins.
  const play = () => video.play().catch(() => document.addEventListener('pointerdown', play, { once: true }))
  play()
}

/** Turns them off. */
export function stopFilm(): void {
  video.pause()
  for (const track of (video.srcObject as MediaStream | null)?.getTracks() ?? []) track.stop()
}
