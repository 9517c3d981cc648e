import { element } from '../slot/element.js'
import { row } from './row.js'

/** Names under a heading, as chips; `none` where there are none. */
export function chips(title: string, names: readonly string[], none: string): Node[] {
  const all = names.map((name) => element('span', 'chip', name))
  return [element('h3', 'heading', title), row('div', 'chips', ...(all[0] ? all : [element('span', 'key', none)]))]
}
