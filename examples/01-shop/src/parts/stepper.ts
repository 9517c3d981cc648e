import { element } from '../element.js'
import { icon } from './icon.js'

/** Minus, a number, plus. Tells the new number, from `least` to 99. */
export function stepper(value: number, least: number, changed: (value: number) => void): HTMLElement {
  const number = element('output', {}, String(value))
  const step = (by: number) => () => {
    const next = Math.min(99, Math.max(least, value + by))
    if (next === value) return
    value = next
    number.textContent = String(value)
    changed(value)
  }
  return element(
    'div',
    { class: 'stepper' },
    element('button', { type: 'button', 'aria-label': '减一件', onclick: step(-1) }, icon('minus')),
    number,
    element('button', { type: 'button', 'aria-label': '加一件', onclick: step(1) }, icon('plus')),
  )
}
