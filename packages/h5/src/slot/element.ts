import type { Json } from '@qianmian/core'

/** An element with a part name, for the page's `::part()`, and text; the text is never read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  part: string,
  text?: Json,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  made.setAttribute('part', part)
  if (typeof text === 'string' || typeof text === 'number') made.textContent = String(text)
  return made
}
