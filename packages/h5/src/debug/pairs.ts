import type { Json } from '@qianmian/core'
import { element } from '../slot/element.js'
import { row } from './row.js'

/** Names and values under a heading; `none` where there are none. */
export function pairs(title: string, values: { readonly [name: string]: Json | undefined }, none: string): Node[] {
  const lines = Object.entries(values).map(([key, value]) =>
    row(
      'div',
      'pair',
      element('span', 'key', key),
      element('span', 'value', typeof value === 'string' ? value : JSON.stringify(value)),
    ),
  )
  return [element('h3', 'heading', title), ...(lines[0] ? lines : [element('span', 'key', none)])]
}
