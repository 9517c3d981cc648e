import type { Pen } from './pen.js'
import { citrusHalf } from './rounds.js'
import { ball, leaf, shadow, shine, type Tone } from './shapes.js'

/** A glass bottle of milk. */
export function milk(pen: Pen): void {
  shadow(pen, 100, 96, 174)
  const glass =
    'M84 44L84 62C84 74 62 80 62 102L62 164Q62 174 72 174L128 174Q138 174 138 164L138 102C138 80 116 74 116 62L116 44Z'
  pen.draw('path', { d: glass, fill: '#e3eef0' })
  pen.group({ 'clip-path': pen.clip(glass) }, () => {
    pen.draw('path', { d: 'M50 74L150 74L150 180L50 180Z', fill: pen.linear('#fffefb', '#fbf6ea', '#ece3d2') })
    pen.draw('rect', { x: 122, y: 40, width: 20, height: 140, fill: '#bfcfd0', opacity: 0.35 })
  })
  pen.draw('path', { d: 'M70 112L70 158', stroke: '#fff', 'stroke-width': 5, 'stroke-linecap': 'round' })
  pen.draw('path', { d: glass, fill: 'none', stroke: '#b9cccd', 'stroke-width': 2 })
  pen.draw('rect', { x: 78, y: 26, width: 44, height: 20, rx: 6, fill: pen.linear('#6ea9c9', '#39789e') })
  for (const x of [86, 93, 100, 107, 114])
    pen.draw('rect', { x: x - 1, y: 30, width: 2, height: 13, rx: 1, fill: '#fff', opacity: 0.3 })
  pen.draw('circle', { cx: 102, cy: 130, r: 24, fill: '#4b8cb2' })
  pen.draw('path', { d: 'M102 114C109 123 113 129 113 135A11 11 0 0 1 91 135C91 129 95 123 102 114Z', fill: '#fff' })
}

/** Two cups of yoghurt, one of them open. */
export function yoghurt(pen: Pen): void {
  shadow(pen, 74, 92, 160)
  shadow(pen, 132, 96, 174)
  pen.group({ transform: 'translate(68 100) scale(.88)' }, () => {
    cup(pen)
    pen.draw('ellipse', { cy: -42, rx: 48, ry: 13, fill: '#d9dee6' })
    pen.draw('ellipse', { cy: -44, rx: 48, ry: 12, fill: pen.linear('#ffffff', '#e9edf3') })
    leaf(pen, -14, -42, 30, -4)
  })
  pen.group({ transform: 'translate(130 116)' }, () => {
    cup(pen)
    pen.draw('ellipse', { cy: -42, rx: 46, ry: 13, fill: '#efe6d6' })
    pen.draw('ellipse', { cy: -41, rx: 42, ry: 10.5, fill: '#fffdf6' })
    pen.draw('path', { d: 'M-30-41C-18-50-2-46 2-42C8-36 24-38 30-43C20-33-14-31-30-41Z', fill: '#efe7d8' })
    for (const [x, y, r] of [
      [-10, -48, 8],
      [5, -50, 9],
      [18, -46, 7],
    ] as const)
      ball(pen, x, y, r, pen.radial('#9fb2e6', '#4c63ae', '#222f66'))
    leaf(pen, 10, -54, 24, -50)
  })
}

function cup(pen: Pen): void {
  const body = 'M-46-42L-36 46Q-35 56-25 56L25 56Q35 56 36 46L46-42Z'
  pen.draw('path', { d: body, fill: pen.radial('#ffffff', '#f6f1e6', '#dccfb6') })
  pen.group({ 'clip-path': pen.clip(body) }, () => {
    pen.draw('rect', { x: -50, y: -10, width: 100, height: 40, fill: '#5c7fae' })
    pen.draw('path', { d: 'M-50-10Q-25-18 0-10T50-10L50 0L-50 0Z', fill: '#5c7fae' })
    pen.draw('circle', { cy: 10, r: 13, fill: '#fff', opacity: 0.92 })
    pen.draw('path', { d: 'M-7 10Q0 2 7 10Q0 18-7 10Z', fill: '#5c7fae' })
  })
}

/** A tall iced drink with fruit in it. */
export function drink(pen: Pen, tone: Tone, fruit: 'lemon' | 'grape'): void {
  shadow(pen, 100, 84, 176)
  pen.draw('path', { d: 'M104 12L112 10L124 66L116 68Z', fill: '#4d8a4a' })
  const body = 'M58 56L68 166Q69 176 79 176L121 176Q131 176 132 166L142 56Z'
  pen.draw('path', { d: body, fill: pen.linear(...tone) })
  pen.group({ 'clip-path': pen.clip(body) }, () => {
    for (const [x, y, turn] of [
      [72, 70, 14],
      [104, 66, -12],
      [90, 92, 30],
      [122, 90, 8],
    ] as const)
      pen.draw('rect', {
        x: x - 12,
        y: y - 12,
        width: 24,
        height: 24,
        rx: 6,
        fill: '#fff',
        opacity: 0.34,
        transform: `rotate(${turn} ${x} ${y})`,
      })
    if (fruit === 'lemon')
      for (const [x, y, r] of [
        [84, 118, 21],
        [120, 132, 20],
        [88, 154, 18],
      ] as const)
        pen.group({ transform: `translate(${x} ${y}) rotate(${x})` }, () =>
          citrusHalf(pen, r, ['#fff3a0', '#f6d63f', '#d9a916']),
        )
    else
      for (const [x, y] of [
        [78, 126],
        [100, 116],
        [122, 128],
        [88, 148],
        [112, 150],
        [98, 168],
        [76, 164],
        [126, 168],
      ] as const)
        ball(pen, x, y, 13, pen.radial('#eef3b4', '#b7d063', '#7c9c3b'))
    pen.draw('path', {
      d: 'M66 60L74 170',
      stroke: '#fff',
      'stroke-width': 6,
      opacity: 0.45,
      'stroke-linecap': 'round',
    })
  })
  pen.draw('path', { d: 'M62 52C62 30 138 30 138 52Z', fill: '#fff', opacity: 0.6 })
  pen.draw('rect', { x: 54, y: 50, width: 92, height: 9, rx: 4.5, fill: '#fff' })
  pen.draw('rect', { x: 54, y: 55, width: 92, height: 4, rx: 2, fill: '#d9d2c2', opacity: 0.7 })
}

/** A tin of tea and a cup of it. */
export function tea(pen: Pen): void {
  shadow(pen, 82, 96, 168)
  shadow(pen, 146, 70, 174)
  pen.draw('path', { d: 'M44 62L44 158C44 170 120 170 120 158L120 62Z', fill: pen.linear('#3f6a55', '#2c5142') })
  pen.draw('path', { d: 'M44 62L44 158C44 163 54 166 62 167L62 62Z', fill: '#fff', opacity: 0.1 })
  pen.draw('path', { d: 'M40 44L40 64C40 76 124 76 124 64L124 44Z', fill: '#dfb45f' })
  pen.draw('ellipse', { cx: 82, cy: 44, rx: 42, ry: 11, fill: pen.linear('#f6dc9c', '#e6bf70') })
  pen.draw('rect', { x: 60, y: 84, width: 44, height: 60, rx: 3, fill: '#fbf3df' })
  for (const [x, y] of [
    [74, 104],
    [84, 96],
    [90, 108],
    [80, 116],
  ] as const)
    for (const turn of [0, 90, 180, 270])
      pen.draw('ellipse', {
        cx: x,
        cy: y - 3.6,
        rx: 2.5,
        ry: 3.4,
        fill: '#eda63a',
        transform: `rotate(${turn} ${x} ${y})`,
      })
  leaf(pen, 82, 118, 18, 20)
  pen.draw('path', {
    d: 'M70 132L94 132M75 138L89 138',
    stroke: '#a99570',
    'stroke-width': 2,
    'stroke-linecap': 'round',
  })
  pen.draw('path', {
    d: 'M114 132C114 160 126 172 146 172C166 172 178 160 178 132Z',
    fill: pen.radial('#ffffff', '#f5efe2', '#d9ccb2'),
  })
  pen.draw('ellipse', { cx: 146, cy: 132, rx: 32, ry: 9, fill: '#efe7d6' })
  pen.draw('ellipse', { cx: 146, cy: 133, rx: 28, ry: 7, fill: '#d3913a' })
  for (const [x, y] of [
    [138, 131],
    [152, 134],
  ] as const)
    pen.draw('circle', { cx: x, cy: y, r: 2.4, fill: '#f9d27a' })
  for (const x of [138, 152])
    pen.draw('path', {
      d: `M${x} 118C${x - 6} 110 ${x + 6} 104 ${x} 94`,
      stroke: '#c9b88f',
      'stroke-width': 3,
      fill: 'none',
      'stroke-linecap': 'round',
      opacity: 0.55,
    })
}

/** An open gift box full of fruit. */
export function giftBox(pen: Pen): void {
  shadow(pen, 100, 156, 174)
  leaf(pen, 60, 82, 50, 220)
  leaf(pen, 142, 80, 50, -44)
  ball(pen, 66, 86, 27, pen.radial('#ffc98a', '#f58a2c', '#c95c12'))
  ball(pen, 136, 86, 28, pen.radial('#ff9f86', '#dd3a35', '#8c1424'))
  ball(pen, 101, 72, 29, pen.radial('#fff0d8', '#fbb6a0', '#e2667a'))
  const grape = pen.radial('#eef3b4', '#b7d063', '#7c9c3b')
  for (const [x, y] of [
    [84, 96],
    [100, 92],
    [116, 98],
    [92, 108],
    [109, 110],
  ] as const)
    ball(pen, x, y, 11, grape)
  shine(pen, 90, 60, 8, 4, 0.5)
  pen.draw('path', {
    d: 'M30 104L170 104L162 168Q161 174 154 174L46 174Q39 174 38 168Z',
    fill: pen.linear('#d8604a', '#b23f36'),
  })
  pen.draw('path', {
    d: 'M24 98Q24 94 28 94L172 94Q176 94 176 98L175 112L25 112Z',
    fill: pen.linear('#ea7c62', '#d45a48'),
  })
  pen.draw('path', { d: 'M89 94L111 94L110 174L90 174Z', fill: '#f6d893' })
  pen.draw('path', {
    d: 'M100 112C84 92 62 98 68 112C72 122 90 118 100 114C110 118 128 122 132 112C138 98 116 92 100 112Z',
    fill: '#fbe6b4',
    stroke: '#d9ae5a',
    'stroke-width': 1.6,
  })
  pen.draw('path', {
    d: 'M98 114L80 142L92 138L98 148L101 118L106 148L111 138L123 140L102 114Z',
    fill: '#fbe6b4',
    stroke: '#d9ae5a',
    'stroke-width': 1.4,
    'stroke-linejoin': 'round',
  })
  pen.draw('circle', { cx: 100, cy: 113, r: 6, fill: '#f1cd7c', stroke: '#d9ae5a', 'stroke-width': 1.4 })
}
