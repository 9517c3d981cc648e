/** The language that an element stands in, across shadow roots; the browser's, where the page does not say. */
export function langOf(element: Element): string {
  for (let at: Element | undefined = element; at; at = (at.getRootNode() as Partial<ShadowRoot>).host) {
    const lang = at.closest('[lang]')?.getAttribute('lang')
    if (lang) return lang
  }
  return navigator.language
}
