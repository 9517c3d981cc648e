import type { Pen } from './pen.js'
import { leaf, shadow, shine, stalk } from './shapes.js'

/** A mango with a cheek cut into cubes. */
export function mango(pen: Pen): void {
  shadow(pen, 84, 120, 156)
  shadow(pen, 136, 92, 172)
  pen.group({ transform: 'translate(86 98) rotate(-12)' }, () => {
    const body = 'M-56 18C-64-18-34-54 6-54C46-54 66-26 60 8C54 42 18 58-12 52C-36 47-52 36-56 18Z'
    pen.draw('path', { d: body, fill: pen.radial('#ffe79a', '#fbb53a', '#e0761f') })
    pen.group({ 'clip-path': pen.clip(body) }, () => {
      pen.draw('circle', { cx: 44, cy: -34, r: 72, fill: pen.soft('#e2452f'), opacity: 0.75 })
      pen.draw('path', { d: 'M-50 34C-20 54 30 46 58 6L58 60L-50 60Z', fill: '#8fae3e', opacity: 0.18 })
    })
    shine(pen, -26, -26, 15, 7)
    stalk(pen, 'M8-53L12-64', 5)
    leaf(pen, 12, -60, 58, 8)
  })
  pen.group({ transform: 'translate(136 134) rotate(-10)' }, () => {
    pen.draw('ellipse', { rx: 48, ry: 33, fill: '#e58a26' })
    const flesh = 'M-45-2A45 29 0 1 1 45-2A45 29 0 1 1-45-2Z'
    pen.draw('path', { d: flesh, fill: '#f0952a' })
    pen.group({ 'clip-path': pen.clip(flesh) }, () => {
      const cube = pen.linear('#ffd965', '#fbb433')
      for (let row = -3; row < 3; row++)
        for (let column = -4; column < 4; column++)
          pen.draw('rect', {
            x: column * 14 + 1,
            y: row * 13 + 2,
            width: 12,
            height: 11,
            rx: 3.4,
            fill: cube,
            transform: `skewX(${row * -2})`,
          })
    })
  })
}

/** A durian, opened. */
export function durian(pen: Pen): void {
  shadow(pen, 100, 138, 172)
  stalk(pen, 'M100 52C98 38 104 30 108 22', 10, '#8a7340')
  pen.draw('ellipse', { cx: 100, cy: 108, rx: 64, ry: 60, fill: '#76803a' })
  const lit = '#c9c869'
  const shade = '#7d8537'
  for (let row = 0; row <= 8; row++) {
    const v = (row - 4) / 4.3
    const y = 108 + Math.sin((v * Math.PI) / 2) * 60
    const half = 66 * Math.sqrt(Math.max(0, 1 - ((y - 108) / 64) ** 2))
    const count = Math.max(3, Math.round(half / 8.5))
    for (let index = 0; index < count; index++) {
      const u = count === 1 ? 0 : ((index + (row % 2) * 0.5) / (count - 0.5)) * 2 - 1
      const x = 100 + Math.sin((u * Math.PI) / 2) * half
      const turn = Math.atan2(x - 100, 108 - y + 70) * (180 / Math.PI)
      const size = 0.72 + 0.42 * Math.sqrt(Math.max(0, 1 - u * u))
      pen.group({ transform: `translate(${x} ${y}) rotate(${turn}) scale(${size})` }, () => {
        pen.draw('path', { d: 'M-10 7L0-14L1 9Z', fill: lit })
        pen.draw('path', { d: 'M10 7L0-14L1 9Z', fill: shade })
        pen.draw('path', { d: 'M-10 7Q0 12 10 7L1 9Z', fill: '#5f682c' })
      })
    }
  }
  pen.draw('path', {
    d: 'M62 118C66 88 86 74 106 74C130 76 146 96 144 124C138 152 118 164 100 163C78 160 62 144 62 118Z',
    fill: '#8f8a44',
  })
  pen.draw('path', {
    d: 'M67 118C71 92 88 80 106 80C127 82 140 99 138 123C133 148 116 158 101 157C82 155 67 141 67 118Z',
    fill: pen.radial('#fffbe9', '#f6e9bf', '#d9c283'),
  })
  const flesh = pen.radial('#fff3b4', '#f8d35e', '#dda22f')
  pen.draw('path', { d: 'M76 122C77 100 90 88 103 92C112 98 108 122 104 138C96 152 78 144 76 122Z', fill: flesh })
  pen.draw('path', {
    d: 'M108 132C106 108 112 92 122 96C134 104 134 128 124 142C116 150 109 146 108 132Z',
    fill: flesh,
  })
  shine(pen, 88, 108, 6, 3, 0.6)
  shine(pen, 118, 110, 4, 2.4, 0.6)
}
