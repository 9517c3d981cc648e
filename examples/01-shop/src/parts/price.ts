import { element } from '../element.js'

/** An amount, in fen, as a price tag: ¥39.9. */
export function price(fen: number, look = ''): HTMLElement {
  const [whole, rest] = yuan(fen).split('.')
  return element(
    'span',
    { class: `price ${look}` },
    element('i', {}, '¥'),
    whole!,
    rest ? element('i', {}, `.${rest}`) : null,
  )
}

/** An amount in yuan without needless zeros: `3990` is `39.9`. */
export function yuan(fen: number): string {
  return String(Math.round(fen) / 100)
}
