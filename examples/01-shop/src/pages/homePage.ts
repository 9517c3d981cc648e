import { element } from '../element.js'
import { checkout } from '../parts/checkout.js'
import { icon } from '../parts/icon.js'
import { picks } from '../parts/picks.js'
import { price } from '../parts/price.js'
import { productCard } from '../parts/productCard.js'
import { picture } from '../picture/picture.js'
import { record } from '../record.js'
import type { Page } from '../router.js'
import { priceOf } from '../shop/cart.js'
import { categories } from '../shop/categories.js'
import { address } from '../shop/orders.js'
import { findProduct, type Product, products } from '../shop/products.js'

const inSeason = ['strawberry', 'cherry', 'apple', 'orange', 'blueberry', 'tomato', 'yoghurt', 'muscatade']

export function homePage(): Page {
  const chosen = products.filter((product) => inSeason.includes(product.id))
  const row = picks()
  return {
    title: '首页',
    node: element(
      'div',
      { class: 'page home' },
      masthead(),
      element('qm-slot' as 'div', { name: 'home_hero' }),
      element('qm-slot' as 'div', { name: 'home_gift' }),
      element(
        'nav',
        { class: 'shelves', 'aria-label': '分类' },
        ...categories.map(({ id, name, art }) =>
          element('a', { href: `/category/${id}` }, element('span', { class: 'frame' }, picture(art)), name),
        ),
      ),
      today(findProduct('muscat')!),
      row.node,
      element('h2', { class: 'section' }, '应季好物', element('small', {}, '认产地，也认节气')),
      element('div', { class: 'grid' }, ...chosen.map((product) => productCard(product))),
      element('p', { class: 'colophon' }, '枝上鲜果 · 今晨还在枝上'),
    ),
    enter: () => record.listViewed('home', '应季好物', chosen),
    leave: row.leave,
  }
}

function masthead(): HTMLElement {
  return element(
    'header',
    { class: 'masthead' },
    element('h1', {}, icon('sprout'), '枝上', element('small', {}, '鲜果')),
    element('p', {}, icon('pin'), `${address.get().place.split(' ')[0]} · 明早 10 点前达`),
  )
}

function today(product: Product): HTMLElement {
  return element(
    'section',
    { class: 'today' },
    element('a', { class: 'frame', href: `/product/${product.id}` }, picture(product.id)),
    element(
      'div',
      {},
      element('span', { class: 'kicker' }, '枝头今日'),
      element('h2', {}, product.name),
      element('p', {}, product.line),
      element('p', {}, `${product.unit} · ${product.origin}`),
      element(
        'footer',
        {},
        price(priceOf(product), 'large'),
        element(
          'button',
          { class: 'primary', type: 'button', onclick: () => checkout([{ product, quantity: 1 }]) },
          '马上买',
        ),
      ),
    ),
  )
}
