import { element } from '../element.js'
import { go } from '../router.js'
import { icon } from './icon.js'

/** The bar above a page, with a way back when the page has one above it. */
export function topBar(title: string, back?: string): HTMLElement {
  const leave = () => (history.state?.y === undefined ? go(back!) : history.back())
  return element(
    'header',
    { class: 'top-bar' },
    back && element('button', { class: 'plain', type: 'button', 'aria-label': '返回', onclick: leave }, icon('back')),
    element('h1', {}, title),
  )
}
