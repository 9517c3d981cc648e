import { drawAnchor } from './drawAnchor.js'
import { drawStall } from './drawStall.js'
import { drawStudio } from './drawStudio.js'
import { loadFruit } from './loadFruit.js'
import { HEIGHT, WIDTH } from './size.js'

const FRAMES = 20

/** Films the studio until the stream's track is stopped: the anchor shows what `explained` says. */
export function createFilm(explained: () => string): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT })
  const pen = canvas.getContext('2d', { alpha: false })!
  const fruit = loadFruit()
  const still = matchMedia('(prefers-reduced-motion: reduce)')
  const studio = drawStudio()
  let last = Number.NEGATIVE_INFINITY
  let shown = ''
  let since = 0

  const stream = canvas.captureStream(FRAMES)

  function frame(now: number): void {
    if (!stream.active) return
    requestAnimationFrame(frame)
    if (now - last < 1000 / FRAMES - 4) return
    last = now
    const seconds = now / 1000
    const product = explained()
    if (product !== shown) {
      shown = product
      since = seconds
    }
    pen.setTransform(1, 0, 0, 1, 0, 0)
    if (!still.matches) hold(pen, seconds)
    pen.drawImage(studio, -20, -20)
    drawAnchor(pen, seconds, fruit(product), Math.min(1, (seconds - since) / 0.8))
    drawStall(pen, fruit, product)
  }

  requestAnimationFrame(frame)
  return stream
}

/** A camera that somebody holds. */
function hold(pen: CanvasRenderingContext2D, seconds: number): void {
  const near = 1.03 + 0.02 * Math.sin(seconds / 7)
  pen.translate(WIDTH / 2 + 3 * Math.sin(seconds / 3.1), HEIGHT / 2 + 3 * Math.sin(seconds / 2.3))
  pen.scale(near, near)
  pen.translate(-WIDTH / 2, -HEIGHT / 2)
}
