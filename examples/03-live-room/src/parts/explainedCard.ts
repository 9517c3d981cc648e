import { element } from '../../../01-shop/src/element.js'
import type { Good } from '../shop/goods.js'

/**
 * The card of what is explained: each product has a slot of its own, whose default is the card with the usual price. The mark
 * over it tells that it was really seen.
 */
export function explainedCard() {
  const node = element('section', { class: 'explained', 'aria-label': '正在讲解' })
  let shown = ''
  return {
    node,
    show({ id, name, price }: Good): void {
      if (id === shown) return
      shown = id
      const properties = JSON.stringify({ name, category: '水果', price: price / 100 })
      node.replaceChildren(
        element('qm-slot' as 'div', { name: `product_${id}` }),
        element('i', {
          class: 'seen',
          'data-qm-view': 'Product Viewed',
          'data-qm-product-id': id,
          'data-qm-properties': properties,
        }),
      )
    },
  }
}
