import { element } from '../../../01-shop/src/element.js'
import { price } from '../../../01-shop/src/parts/price.js'
import { openSheet } from '../../../01-shop/src/parts/sheet.js'
import { isRegular } from '../qianmian.js'
import { record } from '../record.js'
import { bill } from '../shop/bill.js'
import type { Good } from '../shop/goods.js'
import { wallet } from '../shop/wallet.js'

/** Buys one of a product without leaving the room, for the best price that this viewer has. */
export function buySheet(good: Good): void {
  const regular = isRegular()
  const due = bill(good, regular, wallet.get())
  const line = (name: string, what: Node | string) => [element('dt', {}, name), element('dd', {}, what)]
  const kind = due.price < (regular ? good.memberPrice : good.price) ? '秒杀价' : regular ? '会员价' : '直播价'
  const pay = (event: Event) => {
    event.preventDefault()
    record.ordered(good, orderNumber(), due)
    wallet.use(due.used)
    sheet.fill('下单成功', thanks())
  }
  const form = element(
    'form',
    { class: 'buy', onsubmit: pay },
    element(
      'div',
      { class: 'what' },
      element('img', { src: `/fruit/${good.id}.svg`, alt: '', width: 96, height: 96 }),
      element('div', {}, element('b', {}, good.name), element('span', {}, good.unit), element('span', {}, good.line)),
    ),
    element(
      'dl',
      {},
      ...line(kind, price(due.price)),
      ...(due.discount ? line('新人首单券', element('span', { class: 'less' }, '− ', price(due.discount))) : []),
      ...line('运费', '免运费'),
    ),
    element('button', { type: 'submit' }, '提交订单 ', price(due.total)),
  )
  record.viewed(good)
  record.checkoutStarted(good, due)
  const sheet = openSheet('确认订单', form)

  function thanks(): HTMLElement {
    return element(
      'div',
      { class: 'thanks' },
      element('img', { src: `/fruit/${good.id}.svg`, alt: '', width: 120, height: 120 }),
      element('p', {}, '已通知产地备货，最快明早送达'),
      element('button', { type: 'button', onclick: () => sheet.close() }, '回到直播间'),
    )
  }
}

const orderNumber = () => `L${Date.now()}${String(Math.floor(Math.random() * 1e4)).padStart(4, '0')}`
