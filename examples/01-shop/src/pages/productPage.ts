import { element } from '../element.js'
import { checkout } from '../parts/checkout.js'
import { icon } from '../parts/icon.js'
import { price } from '../parts/price.js'
import { stepper } from '../parts/stepper.js'
import { toast } from '../parts/toast.js'
import { topBar } from '../parts/topBar.js'
import { picture } from '../picture/picture.js'
import { record } from '../record.js'
import type { Page } from '../router.js'
import { cart, priceOf, put } from '../shop/cart.js'
import { categoryName } from '../shop/categories.js'
import { findProduct, type Product } from '../shop/products.js'
import { missingPage } from './missingPage.js'

export function productPage(id: string): Page {
  const product = findProduct(id)
  if (!product) return missingPage('这件商品已经下架')
  let quantity = 1
  const add = () => {
    put(product.id, (cart.get()[product.id] ?? 0) + quantity)
    record.added(product, quantity)
    toast(`${quantity} 件${product.name} 已放进购物车`)
  }
  const buy = () => checkout([{ product, quantity }])
  return {
    title: product.name,
    node: element(
      'div',
      { class: 'page product' },
      topBar(categoryName(product.category), `/category/${product.category}`),
      element('div', { class: 'frame' }, picture(product.id)),
      summary(product),
      element('qm-slot' as 'div', { name: 'member_strip' }),
      promises(),
      element(
        'dl',
        { class: 'facts' },
        ...fact('产地', product.origin),
        ...fact('规格', product.unit),
        ...fact('保存', product.keep),
      ),
      element(
        'section',
        { class: 'story' },
        element('h2', {}, '它从哪里来'),
        ...product.story.map((one) => element('p', {}, one)),
      ),
      element(
        'footer',
        { class: 'buy-bar' },
        stepper(quantity, 1, (next) => {
          quantity = next
        }),
        element('button', { class: 'secondary', type: 'button', onclick: add }, '加入购物车'),
        element('button', { class: 'primary', type: 'button', onclick: buy }, '立即购买'),
      ),
    ),
    enter: () => record.productViewed(product),
  }
}

function summary(product: Product): HTMLElement {
  const now = priceOf(product)
  const other =
    now === product.memberPrice
      ? element('del', {}, '¥', String(product.price / 100))
      : element('span', { class: 'member-price' }, '会员 ', price(product.memberPrice))
  return element(
    'section',
    { class: 'summary' },
    element('div', {}, price(now, 'huge'), other, element('small', {}, `已售 ${product.sold}`)),
    element('h1', {}, product.name),
    element('p', {}, product.line),
    element('div', { class: 'marks' }, ...product.marks.map((mark) => element('span', {}, mark))),
  )
}

function promises(): HTMLElement {
  const promise = (name: 'truck' | 'shield' | 'sprout', text: string) => element('li', {}, icon(name), text)
  return element(
    'ul',
    { class: 'promises' },
    promise('truck', '全程冷链'),
    promise('shield', '坏果包赔'),
    promise('sprout', '产地直采'),
  )
}

const fact = (name: string, value: string) => [element('dt', {}, name), element('dd', {}, value)]
