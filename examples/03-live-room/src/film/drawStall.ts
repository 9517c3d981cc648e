import type { Fruit } from './loadFruit.js'
import { HEIGHT, WIDTH } from './size.js'

const crates = ['orange', 'muscat', 'cherry'] as const

/** The table in front of the anchor, with a crate for each product; the one that is explained is nearest. */
export function drawStall(pen: CanvasRenderingContext2D, fruit: (name: string) => Fruit, explained: string): void {
  const top = 560
  const wood = pen.createLinearGradient(0, top, 0, HEIGHT)
  wood.addColorStop(0, '#b67d45')
  wood.addColorStop(0.12, '#8f5c2f')
  wood.addColorStop(1, '#3a2414')
  pen.fillStyle = 'rgb(0 0 0 / 25%)'
  pen.fillRect(-20, top - 10, WIDTH + 40, 12)
  pen.fillStyle = wood
  pen.fillRect(-20, top, WIDTH + 40, HEIGHT)
  pen.fillStyle = 'rgb(255 226 170 / 30%)'
  pen.fillRect(-20, top, WIDTH + 40, 3)
  crates.forEach((name, index) => {
    const near = name === explained
    const x = 66 + index * 129
    const y = near ? 560 : 548
    for (const [dx, dy, turn] of [
      [-26, -6, -0.2],
      [26, -4, 0.2],
      [0, -16, 0],
    ] as const)
      fruit(name)(pen, x + dx, y + dy, near ? 84 : 72, turn)
    drawCrate(pen, x, y + 18)
  })
}

function drawCrate(pen: CanvasRenderingContext2D, x: number, y: number): void {
  for (const [dy, colour] of [
    [0, '#d9a566'],
    [22, '#c98f4f'],
    [44, '#b87e41'],
  ] as const) {
    pen.fillStyle = colour
    pen.beginPath()
    pen.roundRect(x - 60, y + dy, 120, 19, 3)
    pen.fill()
    pen.fillStyle = 'rgb(255 240 210 / 35%)'
    pen.fillRect(x - 58, y + dy + 1, 116, 1.5)
  }
  pen.fillStyle = '#8a5a2c'
  for (const side of [-54, 46]) pen.fillRect(x + side, y - 2, 8, 68)
}
