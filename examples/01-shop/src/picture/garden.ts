import type { Pen } from './pen.js'
import { ball, shadow, shine } from './shapes.js'

/** Two cobs of sweet corn in their husks. */
export function corn(pen: Pen): void {
  shadow(pen, 100, 146, 170)
  pen.group({ transform: 'translate(72 98) rotate(-24) scale(.88)' }, () => cob(pen))
  pen.group({ transform: 'translate(126 100) rotate(16)' }, () => cob(pen))
}

function cob(pen: Pen): void {
  const body = 'M-26 40C-30-10-20-58 0-70C20-58 30-10 26 40C16 54-16 54-26 40Z'
  pen.draw('path', { d: 'M-30 20C-46 34-30 70 0 76C30 70 46 34 30 20Z', fill: '#5f8f3a' })
  pen.draw('path', { d: body, fill: pen.radial('#fff0a6', '#f7c93f', '#dc971f') })
  pen.group({ 'clip-path': pen.clip(body) }, () => {
    const kernel = pen.radial('#fff8c6', '#fbd75a', '#eeae2c')
    for (let row = 0; row < 13; row++)
      for (let column = -3; column <= 3; column++) {
        const width = 9 - Math.abs(column) * 0.9
        pen.draw('rect', {
          x: column * 8 - width / 2,
          y: -70 + row * 9,
          width,
          height: 8.4,
          rx: 3.2,
          fill: kernel,
          stroke: '#d99a22',
          'stroke-width': 0.7,
        })
      }
  })
  shine(pen, -9, -30, 3, 22, 0.25)
  const husk = pen.linear('#bfdc8a', '#5f9440')
  pen.draw('path', { d: 'M-4 74C-38 66-50 30-40-8C-34 24-20 48-2 60Z', fill: husk })
  pen.draw('path', { d: 'M4 74C38 66 50 30 38-14C34 24 20 48 2 60Z', fill: husk })
  pen.draw('path', {
    d: 'M0 78C-22 66-24 40-12 18C-6 40 8 44 18 24C24 46 18 66 0 78Z',
    fill: pen.linear('#d6eaa6', '#74a84c'),
  })
  pen.draw('path', {
    d: 'M-6 32C-8 48-4 62 0 72M10 36C10 50 6 62 2 72',
    stroke: '#8fbb62',
    'stroke-width': 1.4,
    fill: 'none',
  })
}

/** Walnuts, one of them open. */
export function walnuts(pen: Pen): void {
  shadow(pen, 100, 160, 168)
  pen.group({ transform: 'translate(66 102) rotate(-14)' }, () => shell(pen, 44))
  pen.group({ transform: 'translate(130 92) rotate(18) scale(.86)' }, () => shell(pen, 44))
  pen.group({ transform: 'translate(116 132) rotate(6)' }, () => {
    pen.draw('ellipse', { rx: 46, ry: 38, fill: pen.radial('#d9ab6c', '#a87238', '#6e4420') })
    pen.draw('ellipse', { cy: -2, rx: 40, ry: 32, fill: '#7c4f26' })
    const kernel = pen.radial('#fbe3b0', '#e2b46c', '#b07c3c')
    for (const side of [-1, 1]) {
      pen.group({ transform: `scale(${side} 1)` }, () => {
        pen.draw('path', {
          d: 'M3-26C14-34 26-26 27-18C38-16 38-2 33 4C36 14 26 22 18 20C14 28 4 26 3 18Z',
          fill: kernel,
        })
        pen.draw('path', {
          d: 'M10-22C18-18 12-8 22-8M9-4C18 0 18 8 26 6M9 12C14 10 16 14 18 18M26-16C22-12 28-8 32-6',
          stroke: '#a06c30',
          'stroke-width': 2,
          fill: 'none',
          'stroke-linecap': 'round',
          opacity: 0.7,
        })
      })
    }
  })
}

function shell(pen: Pen, r: number): void {
  pen.draw('ellipse', { rx: r, ry: r * 0.92, fill: pen.radial('#ecca92', '#c08d4f', '#7d5126') })
  const wrinkles =
    'M-30-14C-22-24-16-12-8-24M-36 6C-26-4-22 10-14-4C-12 10-6 4-5 14M-24 24C-16 14-14 26-6 22M8-26C14-14 20-24 26-14M7-6C16-12 18 4 26-4C32 2 34-2 38 6M8 14C14 8 18 22 26 14M10 30C14 24 18 30 22 26'
  pen.draw('path', {
    d: wrinkles,
    stroke: '#8d5c2b',
    'stroke-width': 2.2,
    fill: 'none',
    'stroke-linecap': 'round',
    opacity: 0.6,
  })
  pen.draw('path', { d: `M0 ${-r * 0.92}C5-20-4 18 1 ${r * 0.92}`, stroke: '#6e4520', 'stroke-width': 3, fill: 'none' })
  pen.draw('path', {
    d: `M-3 ${-r * 0.88}C2-20-7 18-2 ${r * 0.88}`,
    stroke: '#f3d9a6',
    'stroke-width': 1.6,
    fill: 'none',
    opacity: 0.7,
  })
  shine(pen, -r * 0.42, -r * 0.46, 9, 5, 0.4)
}

/** Macadamia nuts, with the slit that the key goes into. */
export function macadamias(pen: Pen): void {
  const skin = pen.radial('#c98d5c', '#8a4f2b', '#4a2412')
  shadow(pen, 100, 160, 168)
  for (const [x, y, r] of [
    [100, 78, 30],
    [58, 122, 35],
    [148, 120, 33],
  ] as const) {
    ball(pen, x, y, r, skin)
    pen.draw('path', {
      d: `M${x - r * 0.1} ${y - r * 0.1}Q${x + r * 0.25} ${y + r * 0.3} ${x + r * 0.2} ${y + r * 0.8}`,
      stroke: '#2f1509',
      'stroke-width': 4,
      fill: 'none',
      'stroke-linecap': 'round',
    })
  }
  pen.draw('circle', { cx: 104, cy: 134, r: 35, fill: skin })
  pen.draw('circle', { cx: 104, cy: 132, r: 28, fill: '#3e1e0f' })
  ball(pen, 104, 131, 23, pen.radial('#fffdf2', '#f7e7c2', '#d6b27a'))
}
