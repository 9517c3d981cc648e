import { element } from '../../../01-shop/src/element.js'

const MOST = 24

/** Where liked hearts rise, unless motion is unwelcome; then only the count tells. */
export function hearts() {
  const node = element('div', { class: 'hearts', 'aria-hidden': 'true' })
  const still = matchMedia('(prefers-reduced-motion: reduce)')
  let next = 0

  function rise(count: number): void {
    if (still.matches || document.hidden) return
    for (let index = 0; index < Math.min(count, 3) && node.children.length < MOST; index++) {
      next++
      const heart = element('i', { class: `heart way-${next % 4} tint-${next % 5}` })
      heart.addEventListener('animationend', () => heart.remove())
      node.append(heart)
    }
  }

  return { node, rise }
}
