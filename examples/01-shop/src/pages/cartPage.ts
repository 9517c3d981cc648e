import { element } from '../element.js'
import { checkout } from '../parts/checkout.js'
import { icon } from '../parts/icon.js'
import { price, yuan } from '../parts/price.js'
import { stepper } from '../parts/stepper.js'
import { topBar } from '../parts/topBar.js'
import { picture } from '../picture/picture.js'
import { record } from '../record.js'
import type { Page } from '../router.js'
import { cart, type Line, lines, priceOf, put, sum } from '../shop/cart.js'
import { nothing } from './missingPage.js'

const freeFreight = 5900

export function cartPage(): Page {
  const node = element('div', { class: 'page cart' })
  const draw = () => {
    const inside = lines()
    node.replaceChildren(topBar(`购物车${inside.length ? `（${inside.length}）` : ''}`))
    if (!inside.length) node.append(nothing('购物车还空着，去挑几样当季的', '去逛逛', '/category/fruit'))
    else
      node.append(freight(sum(inside)), element('ul', { class: 'cart-lines' }, ...inside.map(cartLine)), till(inside))
  }
  draw()
  return { title: '购物车', node, enter: () => record.cartViewed(lines()), leave: cart.subscribe(draw) }
}

function cartLine({ product, quantity }: Line): HTMLElement {
  const change = (next: number) => {
    put(product.id, next)
    if (next > quantity) record.added(product, next - quantity)
    else record.removed(product, quantity - next)
  }
  return element(
    'li',
    {},
    element('a', { class: 'frame', href: `/product/${product.id}` }, picture(product.id)),
    element(
      'div',
      {},
      element('h3', {}, product.name),
      element('small', {}, product.unit),
      element('footer', {}, price(priceOf(product)), stepper(quantity, 0, change)),
    ),
    element(
      'button',
      { class: 'plain', type: 'button', 'aria-label': `移除${product.name}`, onclick: () => change(0) },
      icon('close'),
    ),
  )
}

function freight(goods: number): HTMLElement {
  const missing = freeFreight - goods
  return element(
    'p',
    { class: 'freight' },
    icon('truck'),
    missing > 0 ? `再买 ${yuan(missing)} 元免运费` : '已免运费，冷链发货',
  )
}

function till(inside: readonly Line[]): HTMLElement {
  return element(
    'footer',
    { class: 'till' },
    element('div', {}, '合计 ', price(sum(inside), 'large')),
    element('button', { class: 'primary', type: 'button', onclick: () => checkout(inside) }, '去结算'),
  )
}
