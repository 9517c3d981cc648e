import type { Pen } from './pen.js'
import { ball, leaf, shadow, shine, stalk, type Tone } from './shapes.js'

/** A bunch of grapes under its leaf. */
export function grapes(pen: Pen, tone: Tone): void {
  shadow(pen, 100, 88, 172)
  stalk(pen, 'M104 20C98 32 101 44 100 58', 5)
  stalk(pen, 'M100 44C122 40 132 30 128 20C126 14 119 16 121 22', 2, '#8ba35a')
  const back = pen.radial(tone[1], tone[2])
  const front = [pen.radial(tone[0], tone[1], tone[2]), pen.radial(tone[0], tone[0], tone[1], tone[2])]
  for (const [x, y] of [
    [58, 76],
    [86, 66],
    [116, 66],
    [143, 77],
    [72, 106],
    [130, 106],
    [84, 134],
    [116, 134],
  ] as const)
    pen.draw('circle', { cx: x, cy: y, r: 16, fill: back })
  const rows = [
    [70, 4, 62],
    [92, 5, 46],
    [113, 4, 60],
    [133, 3, 73],
    [150, 2, 87],
  ] as const
  rows.forEach(([y, count, x], row) => {
    for (let index = 0; index < count; index++)
      ball(pen, x + index * 26.5, y + (index % 2) * 3, 15.5, front[(row + index) % 2]!)
  })
  ball(pen, 100, 164, 11.5, front[0]!)
  pen.group({ transform: 'translate(98 58) rotate(-58) scale(1.15)' }, () => {
    const lobes =
      'M0 0C-7-14-30-10-31-26C-23-25-20-31-24-43C-13-39-6-45 0-60C6-45 13-39 24-43C20-31 23-25 31-26C30-10 7-14 0 0Z'
    pen.draw('path', { d: lobes, fill: pen.radial('#a9d072', '#68a043', '#3d7334') })
    stalk(pen, 'M0 0L0-50M0-14L-20-28M0-14L20-28M0-26L-13-36M0-26L13-36', 1.3, '#c2dd93')
  })
}

/** Three cherries on their stalks. */
export function cherries(pen: Pen): void {
  const skin = pen.radial('#f0566a', '#b3152f', '#5d0719')
  shadow(pen, 70, 72, 166)
  shadow(pen, 140, 72, 168)
  pen.draw('circle', { cx: 104, cy: 112, r: 29, fill: pen.radial('#c9304a', '#8a0f26', '#4d0615') })
  stalk(pen, 'M106 88C106 66 112 50 124 30', 3.4, '#86943f')
  for (const [x, y, r] of [
    [66, 130, 35],
    [140, 132, 36],
  ] as const) {
    ball(pen, x, y, r, skin)
    pen.draw('path', {
      d: `M${x - 12} ${y - r + 7}Q${x} ${y - r + 15} ${x + 12} ${y - r + 7}Q${x} ${y - r + 2} ${x - 12} ${y - r + 7}Z`,
      fill: '#4d0615',
      opacity: 0.75,
    })
    pen.draw('path', {
      d: `M${x + r * 0.2} ${y + r * 0.82}A${r * 0.85} ${r * 0.85} 0 0 0 ${x + r * 0.82} ${y + r * 0.2}`,
      stroke: '#ff8a94',
      'stroke-width': 3,
      'stroke-linecap': 'round',
      fill: 'none',
      opacity: 0.35,
    })
  }
  stalk(pen, 'M66 106C70 76 92 48 124 30', 3.4, '#96a34a')
  stalk(pen, 'M140 106C142 78 136 50 124 30', 3.4, '#96a34a')
  pen.draw('circle', { cx: 124, cy: 29, r: 5, fill: '#7d7a3a' })
  leaf(pen, 121, 31, 62, 192)
}

/** A heap of blueberries. */
export function blueberries(pen: Pen): void {
  const skin = pen.radial('#9fb2e6', '#4c63ae', '#222f66')
  const bloom = pen.radial('#c3cff2', '#6579bd', '#2d3b78')
  shadow(pen, 100, 156)
  leaf(pen, 60, 80, 54, 210)
  leaf(pen, 138, 78, 50, -34)
  const heap = [
    [82, 84, 24, 10],
    [124, 88, 23, -20],
    [48, 128, 26, -30],
    [150, 130, 27, 34],
    [98, 126, 31, 4],
    [72, 148, 21, 160],
    [127, 150, 20, -150],
  ] as const
  heap.forEach(([x, y, r, turn], index) => {
    ball(pen, x, y, r, index % 2 ? bloom : skin)
    pen.group({ transform: `translate(${x + r * 0.18} ${y - r * 0.2}) rotate(${turn}) scale(${r / 30})` }, () => {
      pen.draw('path', {
        d: 'M0-12L4-5L12-5L7 2L9 10L0 6L-9 10L-7 2L-12-5L-4-5Z',
        fill: '#1e2957',
        stroke: '#8496d0',
        'stroke-width': 1.6,
        'stroke-linejoin': 'round',
      })
      pen.draw('circle', { r: 3, fill: '#394a8c' })
    })
  })
}

/** Three strawberries. */
export function strawberries(pen: Pen): void {
  shadow(pen, 100, 150, 170)
  for (const [x, y, scale, turn] of [
    [58, 98, 0.8, -20],
    [144, 98, 0.82, 20],
    [100, 112, 1.08, 3],
  ] as const)
    pen.group({ transform: `translate(${x} ${y}) rotate(${turn}) scale(${scale})` }, () => strawberry(pen))
}

function strawberry(pen: Pen): void {
  const body = 'M0-36C26-46 51-30 47-3C43 26 18 48 3 55Q0 57-3 55C-18 48-43 26-47-3C-51-30-26-46 0-36Z'
  pen.draw('path', { d: body, fill: pen.radial('#ff8577', '#ea2f3c', '#a90c27') })
  for (let row = 0; row < 5; row++) {
    const count = [4, 5, 4, 3, 2][row]!
    for (let index = 0; index < count; index++) {
      const x = (index - (count - 1) / 2) * (18 - row * 0.6)
      const y = -20 + row * 15 + Math.abs(x) * -0.12
      pen.draw('ellipse', { cx: x, cy: y + 1, rx: 2.9, ry: 4, fill: '#96091f', opacity: 0.5 })
      pen.draw('ellipse', { cx: x, cy: y, rx: 1.9, ry: 2.9, fill: '#ffdf85' })
    }
  }
  shine(pen, -26, -16, 10, 5, 0.4)
  stalk(pen, 'M0-36C1-46 5-52 11-56', 4, '#6f9a3e')
  const tone = pen.linear('#9fd06a', '#4f8f3a')
  for (const turn of [-168, -145, -205, 12, -12, 40, 140, 90])
    pen.draw('path', {
      d: 'M0 0C8-7 22-6 29 3C19 9 7 7 0 0Z',
      fill: tone,
      stroke: '#3f7d33',
      'stroke-width': 0.6,
      transform: `translate(0 -37) rotate(${turn})`,
    })
}
