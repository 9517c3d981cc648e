import { element } from '../slot/element.js'

/** An element with children. */
export function row<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  part: string,
  ...children: Node[]
): HTMLElementTagNameMap[K] {
  const made = element(tag, part)
  made.append(...children)
  return made
}
