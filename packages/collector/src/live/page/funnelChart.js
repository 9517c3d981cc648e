import { shape } from './shape.js'

const steps = ['exposed', 'clicked', 'added', 'ordered']
const phases = ['before', 'during', 'after']

const name = 92
const line = 17
const gap = 14

/**
 * Draws the steps to an order one under the other, and each before, during and after the explanation, to one scale.
 * @param {number} width in px
 * @param {Record<string, Record<string, number>>} funnel by phase and step
 * @param {{ step(name: string): string, phase(name: string): string, number(value: number): string, percent(value: number): string, title: string }} say
 */
export function funnelChart(width, funnel, say) {
  const most = Math.max(1, ...phases.flatMap((phase) => steps.map((step) => funnel[phase][step])))
  const long = Math.max(40, width - name - 118)
  const block = phases.length * line
  const parts = []
  for (const [index, step] of steps.entries()) {
    const top = 30 + index * (block + gap)
    parts.push(shape('text.step', { x: name - 14, y: top + block / 2 + 4, 'text-anchor': 'end' }, say.step(step)))
    for (const [place, phase] of phases.entries()) {
      const value = funnel[phase][step]
      const y = top + place * line
      const share = index && funnel[phase].exposed ? ` · ${say.percent(value / funnel[phase].exposed)}` : ''
      const length = Math.max(value ? 2 : 0, (value / most) * long)
      parts.push(
        shape(
          `rect.phase.${phase}`,
          { x: name, y: y + 2, width: length, height: line - 4, rx: 3 },
          shape('title', {}, `${say.phase(phase)} · ${say.step(step)} ${say.number(value)}`),
        ),
        shape('text.value', { x: name + length + 7, y: y + 12.5 }, `${say.number(value)}${share}`),
      )
    }
  }
  const height = 30 + steps.length * (block + gap)
  return shape(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': say.title },
    ...legend(say),
    ...parts,
  )
}

function legend(say) {
  let x = name
  return phases.flatMap((phase) => {
    const text = say.phase(phase)
    const parts = [
      shape(`rect.phase.${phase}`, { x, y: 4, width: 12, height: 12, rx: 3 }),
      shape('text.tick', { x: x + 18, y: 14 }, text),
    ]
    x += 44 + [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e80 ? 13 : 7), 0)
    return parts
  })
}
