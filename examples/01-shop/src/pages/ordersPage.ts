import { element } from '../element.js'
import { price } from '../parts/price.js'
import { topBar } from '../parts/topBar.js'
import { picture } from '../picture/picture.js'
import type { Page } from '../router.js'
import { type Order, orders } from '../shop/orders.js'
import { findProduct } from '../shop/products.js'
import { nothing } from './missingPage.js'

export function ordersPage(): Page {
  const all = orders.get()
  return {
    title: '我的订单',
    node: element(
      'div',
      { class: 'page orders' },
      topBar('我的订单'),
      ...(all.length ? all.map(orderCard) : [nothing('还没有订单，第一箱果子在等您', '去逛逛', '/category/fruit')]),
    ),
  }
}

function orderCard({ id, time, lines, total }: Order): HTMLElement {
  const bought = lines.flatMap((line) => findProduct(line.id) ?? [])
  return element(
    'a',
    { class: 'card order-card', href: `/order/${id}` },
    element(
      'header',
      {},
      element('time', {}, new Date(time).toLocaleDateString('zh-CN')),
      element('em', {}, '产地备货中'),
    ),
    element(
      'div',
      {},
      ...bought.slice(0, 4).map((product) => element('div', { class: 'frame' }, picture(product.id))),
      bought.length === 1 && element('span', {}, bought[0]!.name, element('small', {}, bought[0]!.unit)),
    ),
    element('footer', {}, `共 ${lines.reduce((all, line) => all + line.quantity, 0)} 件 · 实付 `, price(total)),
  )
}
