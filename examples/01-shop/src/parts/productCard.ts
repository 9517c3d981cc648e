import { element } from '../element.js'
import { picture } from '../picture/picture.js'
import { record } from '../record.js'
import { cart, priceOf, put } from '../shop/cart.js'
import type { Product } from '../shop/products.js'
import { icon } from './icon.js'
import { price } from './price.js'
import { toast } from './toast.js'

/** A product on a shelf. `look`: `wide` puts the picture beside the words. */
export function productCard(product: Product, look: 'tall' | 'wide' | 'small' = 'tall'): HTMLElement {
  return element(
    'article',
    { class: `product-card ${look}` },
    element(
      'a',
      { href: `/product/${product.id}` },
      element('div', { class: 'frame' }, picture(product.id)),
      element(
        'div',
        { class: 'words' },
        element('h3', {}, product.name),
        look !== 'small' && element('p', {}, product.line),
        look === 'wide' &&
          element('div', { class: 'marks' }, ...product.marks.map((mark) => element('span', {}, mark))),
        look === 'tall' && element('small', {}, `${product.origin} · 已售 ${product.sold}`),
      ),
    ),
    element('footer', {}, price(priceOf(product)), addButton(product)),
  )
}

function addButton(product: Product): HTMLElement {
  const add = () => {
    put(product.id, (cart.get()[product.id] ?? 0) + 1)
    record.added(product, 1)
    toast(`${product.name} 已放进购物车`)
  }
  return element(
    'button',
    { class: 'add', type: 'button', 'aria-label': `把${product.name}放进购物车`, onclick: add },
    icon('plus'),
  )
}
