import { element } from '../element.js'
import { icon } from '../parts/icon.js'
import { picks } from '../parts/picks.js'
import { price } from '../parts/price.js'
import { topBar } from '../parts/topBar.js'
import { picture } from '../picture/picture.js'
import type { Page } from '../router.js'
import { type Order, orders } from '../shop/orders.js'
import { findProduct } from '../shop/products.js'
import { missingPage } from './missingPage.js'

export function orderPage(id: string): Page {
  const order = orders.get().find((one) => one.id === id)
  if (!order) return missingPage('没有找到这张订单')
  const row = picks()
  const { name, phone, place } = order.address
  return {
    title: '订单',
    node: element(
      'div',
      { class: 'page order' },
      topBar('订单详情', '/orders'),
      element(
        'section',
        { class: 'state' },
        element('div', { class: 'tick' }, icon('tick')),
        element('h2', {}, '产地备货中'),
        element('p', {}, `预计 ${dayAfter(order.time)} 10:00 前送达`),
      ),
      element(
        'section',
        { class: 'card to' },
        icon('pin'),
        element('div', {}, element('b', {}, `${name} ${phone}`), element('p', {}, place)),
      ),
      element(
        'section',
        { class: 'card' },
        element('ul', { class: 'bought' }, ...order.lines.map(orderLine)),
        sums(order),
      ),
      element(
        'dl',
        { class: 'card facts' },
        ...pair('订单编号', order.id),
        ...pair('下单时间', new Date(order.time).toLocaleString('zh-CN', { hour12: false })),
        ...(order.points ? pair('获得积分', `+${order.points}`) : []),
      ),
      row.node,
    ),
    leave: row.leave,
  }
}

function orderLine({ id, quantity, price: each }: Order['lines'][number]): HTMLElement | undefined {
  const product = findProduct(id)
  return (
    product &&
    element(
      'li',
      {},
      element('a', { class: 'frame', href: `/product/${id}` }, picture(product.id)),
      element('span', {}, product.name, element('small', {}, product.unit)),
      element('em', {}, price(each), ` × ${quantity}`),
    )
  )
}

function sums({ lines, discount, freight, total }: Order): HTMLElement {
  const goods = lines.reduce((all, { quantity, price }) => all + quantity * price, 0)
  return element(
    'dl',
    { class: 'sums' },
    ...pair('商品', price(goods)),
    ...(discount ? pair('优惠券', element('span', { class: 'less' }, '− ', price(discount))) : []),
    ...pair('运费', freight ? price(freight) : '免运费'),
    ...pair('实付', price(total, 'large')),
  )
}

const pair = (name: string, value: Node | string) => [element('dt', {}, name), element('dd', {}, value)]

function dayAfter(time: number): string {
  const day = new Date(time + 86_400_000)
  return `${day.getMonth() + 1} 月 ${day.getDate()} 日`
}
