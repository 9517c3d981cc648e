import type { Pen } from './pen.js'
import { ball, leaf, shadow, shine, stalk, type Tone } from './shapes.js'

/** A citrus fruit with a cut half before it. */
export function citrus(pen: Pen, tone: Tone): void {
  shadow(pen, 84, 108, 158)
  shadow(pen, 138, 84, 170)
  ball(pen, 82, 98, 58, pen.radial(...tone))
  for (const [x, y] of [
    [60, 110],
    [74, 126],
    [50, 92],
    [92, 134],
    [66, 140],
    [106, 70],
    [118, 86],
    [48, 118],
  ] as const)
    pen.draw('circle', { cx: x, cy: y, r: 1.5, fill: tone[2], opacity: 0.4 })
  pen.draw('path', { d: 'M72 45L82 41L93 45L87 51L77 51Z', fill: '#6e8f3c' })
  stalk(pen, 'M82 44L84 36', 5)
  leaf(pen, 84, 40, 56, -18)
  leaf(pen, 82, 40, 40, 206)
  pen.group({ transform: 'translate(138 128)' }, () => citrusHalf(pen, 42, tone))
}

/** The cut face of a citrus fruit around the origin. */
export function citrusHalf(pen: Pen, r: number, tone: Tone): void {
  pen.draw('circle', { r, fill: tone[1] })
  pen.draw('circle', { r: r * 0.92, fill: '#fff3d6' })
  const flesh = pen.radial(tone[0], tone[0], tone[1])
  for (let index = 0; index < 9; index++)
    pen.draw('path', {
      d: `M0 ${-r * 0.16}L${r * 0.235} ${-r * 0.74}Q0 ${-r * 0.92} ${-r * 0.235} ${-r * 0.74}Z`,
      fill: flesh,
      stroke: tone[0],
      'stroke-width': r * 0.06,
      'stroke-linejoin': 'round',
      transform: `rotate(${index * 40})`,
    })
  for (let index = 0; index < 18; index++)
    pen.draw('path', {
      d: `M0 ${-r * 0.4}l0 ${-r * 0.22}`,
      stroke: '#fff',
      'stroke-width': r * 0.03,
      'stroke-linecap': 'round',
      opacity: 0.5,
      transform: `rotate(${index * 20 + 7})`,
    })
}

/** An apple, red where the sun was. */
export function apple(pen: Pen): void {
  shadow(pen, 100, 116)
  const body =
    'M100 64C118 46 164 50 162 102C160 146 128 168 110 164C103 162 97 162 90 164C72 168 40 146 38 102C36 50 82 46 100 64Z'
  pen.draw('path', { d: body, fill: pen.radial('#ffb08a', '#dd3a35', '#8c1424') })
  pen.group({ 'clip-path': pen.clip(body) }, () => {
    for (const [from, bend] of [
      [70, 42],
      [80, 62],
      [90, 82],
      [108, 118],
      [118, 138],
      [130, 160],
      [62, 30],
    ] as const)
      pen.draw('path', {
        d: `M${from} 58C${bend} 84 ${bend} 128 ${(from + 100) / 2} 164`,
        stroke: '#ffd08e',
        'stroke-width': 3,
        fill: 'none',
        opacity: 0.28,
      })
    pen.draw('ellipse', { cx: 100, cy: 58, rx: 50, ry: 26, fill: pen.soft('#f6c95e') })
    pen.draw('ellipse', { cx: 100, cy: 64, rx: 15, ry: 7, fill: '#6b3513', opacity: 0.7 })
  })
  shine(pen, 66, 86, 15, 8, 0.55)
  stalk(pen, 'M100 66C99 52 103 42 111 34', 5, '#69451f')
  leaf(pen, 104, 50, 52, -16)
}

/** A peach with its blush. */
export function peach(pen: Pen): void {
  shadow(pen, 100, 118)
  leaf(pen, 104, 52, 62, -14)
  leaf(pen, 98, 52, 54, 204)
  const body = 'M100 54C126 38 166 60 162 106C158 144 124 164 98 172C72 164 40 142 38 104C36 60 74 40 100 54Z'
  pen.draw('path', { d: body, fill: pen.radial('#fff0d8', '#fbb6a0', '#e2667a') })
  pen.group({ 'clip-path': pen.clip(body) }, () => {
    pen.draw('circle', { cx: 146, cy: 98, r: 62, fill: pen.soft('#dd4263'), opacity: 0.6 })
    pen.draw('path', {
      d: 'M100 54C118 84 120 132 98 172',
      stroke: '#cf5068',
      'stroke-width': 3,
      fill: 'none',
      opacity: 0.6,
    })
    pen.draw('ellipse', { cx: 100, cy: 54, rx: 14, ry: 6, fill: '#a8524a', opacity: 0.5 })
  })
  shine(pen, 66, 84, 15, 8, 0.5)
  stalk(pen, 'M100 55L101 44', 5)
}

/** Two tomatoes. */
export function tomatoes(pen: Pen): void {
  const skin = pen.radial('#ff9a80', '#e4362e', '#9c1420')
  shadow(pen, 70, 90, 158)
  shadow(pen, 128, 112, 172)
  for (const [x, y, r, turn] of [
    [68, 108, 44, -8],
    [124, 118, 56, 6],
  ] as const) {
    pen.group({ transform: `translate(${x} ${y}) rotate(${turn}) scale(${r / 50})` }, () => {
      pen.draw('path', {
        d: 'M0-40C22-50 54-38 54-2C54 30 30 46 0 46C-30 46-54 30-54-2C-54-38-22-50 0-40Z',
        fill: skin,
      })
      shine(pen, -28, -14, 12, 6, 0.55)
      for (const angle of [-170, -128, -90, -52, -10, 30, 90, 150])
        pen.draw('path', {
          d: 'M0 0C8-6 22-5 31 2C21 6 8 6 0 0Z',
          fill: angle % 20 ? '#5f9a3e' : '#4a8536',
          transform: `translate(0 -38) scale(1 .72) rotate(${angle})`,
        })
      stalk(pen, 'M0-38C0-46 4-52 8-54', 5, '#5f8f3c')
    })
  }
}

/** A watermelon with a slice before it. */
export function watermelon(pen: Pen): void {
  shadow(pen, 96, 140)
  pen.draw('circle', { cx: 88, cy: 98, r: 62, fill: pen.radial('#9cc765', '#4d8a3b', '#23552a') })
  pen.group({ 'clip-path': pen.clip('M26 98a62 62 0 1 0 124 0a62 62 0 1 0-124 0Z') }, () => {
    for (const bend of [-62, -34, -8, 20, 48])
      pen.draw('path', {
        d: `M88 34C${88 + bend} 60 ${84 + bend} 76 ${88 + bend * 1.2} 98C${92 + bend} 118 ${86 + bend} 140 88 164`,
        stroke: '#1d4a26',
        'stroke-width': 9,
        fill: 'none',
        opacity: 0.6,
        'stroke-dasharray': '17 3 9 2',
      })
  })
  shine(pen, 62, 64, 15, 8, 0.4)
  pen.group({ transform: 'translate(124 108) rotate(-14)' }, () => {
    pen.draw('path', { d: 'M-62 0A62 62 0 0 0 62 0Z', fill: '#2f6b33' })
    pen.draw('path', { d: 'M-58 0A58 58 0 0 0 58 0Z', fill: '#dfeeb6' })
    pen.draw('path', { d: 'M-53 0A53 53 0 0 0 53 0Z', fill: pen.linear('#ff7a70', '#e8394a') })
    for (const [x, y] of [
      [-34, 11],
      [-18, 22],
      [0, 12],
      [-4, 36],
      [18, 24],
      [33, 11],
      [17, 40],
      [-22, 37],
    ] as const)
      pen.draw('path', { d: `M${x} ${y - 4}q4 5 0 8q-4-3 0-8Z`, fill: '#3b1a17' })
  })
}

/** A small ribbed pumpkin with a wedge cut out. */
export function pumpkin(pen: Pen): void {
  shadow(pen, 100, 148)
  const rib = pen.radial('#8fb07a', '#4a7550', '#23442f')
  for (const [x, rx] of [
    [50, 28],
    [150, 28],
    [72, 32],
    [128, 32],
    [100, 32],
  ] as const) {
    pen.draw('ellipse', { cx: x, cy: 112, rx, ry: 52 - Math.abs(x - 100) * 0.12, fill: rib })
    pen.draw('ellipse', { cx: x - rx * 0.25, cy: 108, rx: 2.4, ry: 34, fill: '#b5cf9a', opacity: 0.4 })
  }
  stalk(pen, 'M100 66C98 54 104 46 114 42', 11, '#8d7a45')
  stalk(pen, 'M100 64C98 54 104 47 112 43', 4, '#b6a468')
  pen.group({ transform: 'translate(140 132) rotate(8)' }, () => {
    pen.draw('path', { d: 'M-38 22C-34-18-6-36 30-28C38-8 36 14 26 30C4 36-20 34-38 22Z', fill: '#35583c' })
    pen.draw('path', {
      d: 'M-34 20C-30-14-6-30 26-23C32-6 31 12 22 26C4 31-18 29-34 20Z',
      fill: pen.radial('#ffd372', '#f2a02d', '#dd7d1b'),
    })
    pen.draw('path', {
      d: 'M-20 17C-17-4-2-15 17-11C21 0 19 10 14 18C2 22-10 21-20 17Z',
      fill: '#d98324',
      opacity: 0.7,
    })
    for (const [x, y] of [
      [-8, 8],
      [3, 0],
      [9, 10],
      [-1, 14],
    ] as const)
      pen.draw('ellipse', {
        cx: x,
        cy: y,
        rx: 6,
        ry: 3.4,
        fill: '#fdeec8',
        transform: `rotate(${x * 5 - 30} ${x} ${y})`,
      })
  })
}
