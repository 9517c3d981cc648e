import { HEIGHT, WIDTH } from './size.js'

/** The wall behind the anchor, which does not move, with 20 pixels more on every side. */
export function drawStudio(): HTMLCanvasElement {
  const [width, height] = [WIDTH + 40, HEIGHT + 40]
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d')!
  const wall = pen.createLinearGradient(0, 0, 0, height)
  wall.addColorStop(0, '#1c4535')
  wall.addColorStop(0.55, '#2f6b4d')
  wall.addColorStop(1, '#183326')
  pen.fillStyle = wall
  pen.fillRect(0, 0, width, height)
  drawBoards(pen, width, height)
  drawLamp(pen, width / 2, 300, 330)
  drawShelf(pen, 22, 196, 118)
  drawShelf(pen, 290, 236, 118)
  drawSign(pen, width / 2, 128)
  drawLights(pen, width)
  drawVignette(pen, width, height)
  return canvas
}

function drawBoards(pen: CanvasRenderingContext2D, width: number, height: number): void {
  for (let x = 0; x < width; x += 54) {
    pen.fillStyle = 'rgb(6 26 18 / 28%)'
    pen.fillRect(x, 0, 2, height)
    pen.fillStyle = 'rgb(255 255 255 / 4%)'
    pen.fillRect(x + 2, 0, 1, height)
  }
}

/** The light of the lamp in front of the wall. */
function drawLamp(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  const light = pen.createRadialGradient(x, y, 10, x, y, r)
  light.addColorStop(0, 'rgb(255 226 160 / 62%)')
  light.addColorStop(0.5, 'rgb(255 205 130 / 22%)')
  light.addColorStop(1, 'rgb(255 205 130 / 0%)')
  pen.fillStyle = light
  pen.fillRect(x - r, y - r, r * 2, r * 2)
}

function drawShelf(pen: CanvasRenderingContext2D, x: number, y: number, width: number): void {
  pen.fillStyle = 'rgb(4 18 12 / 35%)'
  pen.fillRect(x, y + 9, width, 12)
  pen.fillStyle = '#a3703f'
  pen.fillRect(x, y, width, 9)
  pen.fillStyle = '#c48e57'
  pen.fillRect(x, y, width, 3)
  for (const [at, colour, high] of [
    [10, '#e8a33a', 40],
    [38, '#d8584a', 32],
    [66, '#8fb45a', 44],
    [92, '#efe2c4', 30],
  ] as const) {
    pen.fillStyle = colour
    pen.beginPath()
    pen.roundRect(x + at, y - high, 20, high, [6, 6, 2, 2])
    pen.fill()
    pen.fillStyle = 'rgb(255 255 255 / 35%)'
    pen.fillRect(x + at + 4, y - high + 6, 3, high - 12)
    pen.fillStyle = '#5b3d22'
    pen.fillRect(x + at + 3, y - high - 5, 14, 6)
  }
}

/** The shop's sign: a glowing leaf between two lines. */
function drawSign(pen: CanvasRenderingContext2D, x: number, y: number): void {
  pen.save()
  pen.strokeStyle = '#ffe9b8'
  pen.shadowColor = '#ffc761'
  pen.shadowBlur = 18
  pen.lineWidth = 3.5
  pen.lineCap = 'round'
  pen.translate(x, y)
  pen.scale(1.7, 1.7)
  pen.stroke(new Path2D('M0 13V0M0 3c0-7-6-11-14-11C-14-1-8 3 0 3ZM0-2c0-7 5-10 14-10C14-4 8-2 0-2Z'))
  pen.stroke(new Path2D('M-60 2H-26M26 2H60'))
  pen.restore()
}

function drawLights(pen: CanvasRenderingContext2D, width: number): void {
  for (let index = 0; index < 9; index++) {
    const x = (index + 0.5) * (width / 9)
    const y = 62 + 16 * Math.sin((index / 8) * Math.PI)
    const glow = pen.createRadialGradient(x, y, 1, x, y, 20)
    glow.addColorStop(0, 'rgb(255 240 200 / 95%)')
    glow.addColorStop(0.25, 'rgb(255 206 120 / 55%)')
    glow.addColorStop(1, 'rgb(255 190 90 / 0%)')
    pen.fillStyle = glow
    pen.fillRect(x - 20, y - 20, 40, 40)
  }
}

function drawVignette(pen: CanvasRenderingContext2D, width: number, height: number): void {
  const dark = pen.createRadialGradient(width / 2, 360, 180, width / 2, 420, 560)
  dark.addColorStop(0, 'rgb(0 0 0 / 0%)')
  dark.addColorStop(1, 'rgb(0 8 4 / 62%)')
  pen.fillStyle = dark
  pen.fillRect(0, 0, width, height)
}
