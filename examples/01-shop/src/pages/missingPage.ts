import { element } from '../element.js'
import { topBar } from '../parts/topBar.js'
import type { Page } from '../router.js'

/** What stands where nothing is. */
export function missingPage(title: string): Page {
  return { title, node: element('div', { class: 'page' }, topBar(title, '/'), nothing(title, '回首页', '/')) }
}

/** A quiet note with one way on. */
export function nothing(text: string, cta: string, href: string): HTMLElement {
  return element('div', { class: 'nothing' }, element('p', {}, text), element('a', { class: 'secondary', href }, cta))
}
