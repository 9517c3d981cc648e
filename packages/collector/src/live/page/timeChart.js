import { axisTop, timeTicks } from './scale.js'
import { shape } from './shape.js'

const left = 46
const right = 14
const axis = 24

/**
 * Draws rows of numbers over one time axis, the same minute at the same place in each.
 * @param {number} width in px
 * @param {{ at: number }[]} minutes
 * @param {number} step ms
 * @param {{ key: string, label: string, height: number, area?: boolean, format(value: number): string }[]} rows
 * @param {{ from: number, to: number, label: string, hue: number }[]} bands times that are marked in all rows
 * @param {{ describe(minute: object): string, clock(at: number): string, title: string }} say
 */
export function timeChart(width, minutes, step, rows, bands, say) {
  const from = minutes[0].at
  const to = minutes.at(-1).at + step
  const x = (at) => left + ((at - from) / (to - from)) * (width - left - right)
  const room = bands.length ? 22 : 0
  const gap = 26
  const tops = rows.map(
    (_, index) => room + 14 + rows.slice(0, index).reduce((sum, { height }) => sum + height + gap, 0),
  )
  const bottom = tops.at(-1) + rows.at(-1).height
  const parts = []

  for (const band of bands) {
    const start = Math.max(left, x(band.from))
    const end = Math.min(width - right, x(band.to))
    if (end <= start) continue
    const box = shape(
      'rect.band',
      { x: start, y: room, width: end - start, height: bottom - room },
      shape('title', {}, band.label),
    )
    box.style.setProperty('--hue', String(band.hue))
    const fits = Math.floor((end - start) / 13)
    parts.push(box)
    if (fits >= 2) parts.push(shape('text.band-name', { x: start + 4, y: 15 }, shorten(band.label, fits)))
  }
  for (const [index, row] of rows.entries()) parts.push(...drawRow(row, tops[index]))
  for (const at of timeTicks(from, to, Math.floor(width / 90)))
    parts.push(shape('text.tick', { x: x(at), y: bottom + 18, 'text-anchor': 'middle' }, say.clock(at)))
  for (const minute of minutes)
    parts.push(
      shape(
        'rect.hover',
        { x: x(minute.at), y: room, width: Math.max(1, x(minute.at + step) - x(minute.at)), height: bottom - room },
        shape('title', {}, say.describe(minute)),
      ),
    )
  return shape(
    'svg',
    { width, height: bottom + axis, viewBox: `0 0 ${width} ${bottom + axis}`, role: 'img', 'aria-label': say.title },
    ...parts,
  )

  function drawRow({ key, label, height, area, format }, top) {
    const most = axisTop(Math.max(...minutes.map((minute) => minute[key])))
    const y = (value) => top + height - (value / most) * height
    const lines = [0, 1].map((share) =>
      shape('line.grid', { x1: left, x2: width - right, y1: y(share * most), y2: y(share * most) }),
    )
    const names = [
      shape('text.tick', { x: left - 8, y: y(most) + 4, 'text-anchor': 'end' }, format(most)),
      shape('text.tick', { x: left - 8, y: y(0) + 4, 'text-anchor': 'end' }, '0'),
      rows.length > 1 ? shape('text.row-name', { x: left + 4, y: top - 5 }, label) : null,
    ].filter(Boolean)
    return [...lines, ...(area ? curve(key, y) : bars(key, y, top + height)), ...names]
  }

  function curve(key, y) {
    const points = minutes.map((minute) => `${x(minute.at + step / 2).toFixed(1)},${y(minute[key]).toFixed(1)}`)
    const first = x(minutes[0].at + step / 2)
    const last = x(minutes.at(-1).at + step / 2)
    return [
      shape('polygon.area', { points: `${first},${y(0)} ${points.join(' ')} ${last},${y(0)}` }),
      shape('polyline.line', { points: points.join(' ') }),
    ]
  }

  function bars(key, y, base) {
    const full = x(from + step) - x(from)
    const thick = Math.max(1, Math.min(18, full - (full > 4 ? 2 : 0)))
    return minutes
      .filter((minute) => minute[key] > 0)
      .map((minute) => {
        const height = Math.max(1.5, base - y(minute[key]))
        const middle = x(minute.at + step / 2)
        return shape(`rect.column.${key}`, {
          x: middle - thick / 2,
          y: base - height,
          width: thick,
          height,
          rx: Math.min(2, thick / 2),
        })
      })
  }
}

/** CJK letters are twice as wide as others: `fits` counts those. */
function shorten(text, fits) {
  let width = 0
  let kept = ''
  for (const letter of text) {
    width += letter.codePointAt(0) > 0x2e80 ? 1 : 0.55
    if (width > fits) return `${kept.slice(0, -1)}…`
    kept += letter
  }
  return kept
}
