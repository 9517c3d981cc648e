import { element } from '../element.js'
import css from '../styles/slots.css?inline'

/** Content for a slot with the shop's look, which no style sheet of the page reaches inside the slot's shadow tree. */
export function skin(content: Node): HTMLElement {
  const host = element('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  root.append(content)
  return host
}
