import type { Pen } from './pen.js'

/** Highlight, body and shade of one thing. */
export type Tone = readonly [light: string, main: string, dark: string]

const green: Tone = ['#b5d982', '#6ea544', '#3f7433']

/** A lit ball. */
export function ball(pen: Pen, x: number, y: number, r: number, fill: string): void {
  pen.draw('circle', { cx: x, cy: y, r, fill })
  shine(pen, x - r * 0.36, y - r * 0.42, r * 0.3, r * 0.18)
}

/** The reflection of a window on something round. */
export function shine(pen: Pen, x: number, y: number, rx: number, ry: number, opacity = 0.6): void {
  pen.draw('ellipse', { cx: x, cy: y, rx, ry, fill: '#fff', opacity, transform: `rotate(-32 ${x} ${y})` })
}

/** What something that stands on the ground casts. */
export function shadow(pen: Pen, x: number, width: number, y = 168): void {
  pen.draw('ellipse', { cx: x, cy: y, rx: width / 2, ry: width / 15, fill: '#4b3415', opacity: 0.16 })
}

/** A leaf that grows from (x, y) towards `angle` degrees (0: to the right). */
export function leaf(pen: Pen, x: number, y: number, length: number, angle: number, tone: Tone = green): void {
  pen.group({ transform: `translate(${x} ${y}) rotate(${angle}) scale(${length / 60})` }, () => {
    pen.draw('path', { d: 'M0 0C10-22 40-27 60-5C45 15 14 16 0 0Z', fill: pen.radial(...tone) })
    pen.draw('path', { d: 'M0 0C18-7 38-9 58-5C40-5 18-2 0 0Z', fill: tone[0], opacity: 0.8 })
    const veins = 'M18-5l10-9M30-7l10-8M18-4l12 8M30-6l12 7'
    pen.draw('path', { d: veins, stroke: tone[0], 'stroke-width': 1, fill: 'none', opacity: 0.5 })
  })
}

/** A stalk along a path. */
export function stalk(pen: Pen, path: string, width = 4, colour = '#7a6236'): void {
  pen.draw('path', { d: path, stroke: colour, 'stroke-width': width, fill: 'none', 'stroke-linecap': 'round' })
}
