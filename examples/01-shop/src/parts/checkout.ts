import { element } from '../element.js'
import { picture } from '../picture/picture.js'
import { client } from '../qianmian.js'
import { record } from '../record.js'
import { go } from '../router.js'
import type { Line } from '../shop/cart.js'
import { type Coupon, held } from '../shop/coupons.js'
import { member } from '../shop/member.js'
import { address, bill, type Order, place } from '../shop/orders.js'
import { icon } from './icon.js'
import { price, yuan } from './price.js'
import { openSheet, type Sheet } from './sheet.js'

/** Opens the till for these lines, over whatever page is open. */
export function checkout(lines: readonly Line[], ordered: () => void = () => {}): void {
  const usable = held().filter((coupon) => bill(lines, coupon).discount > 0)
  let coupon: Coupon | null = usable[0] ?? null
  const summary = element('dl', { class: 'sums' })
  const due = element('span')
  const to = addressForm()
  const refresh = () => {
    const { goods, discount, freight, total } = bill(lines, coupon)
    summary.replaceChildren(
      ...sum('商品', price(goods)),
      ...(discount ? sum('优惠券', element('span', { class: 'less' }, '− ', price(discount))) : []),
      ...sum('运费', freight ? price(freight) : element('span', {}, '免运费')),
    )
    due.replaceChildren(price(total, 'large'))
  }
  const choose = (next: Coupon | null) => {
    if (coupon && coupon !== next) record.couponRemoved(coupon)
    coupon = next
    if (coupon) record.couponApplied(coupon, bill(lines, coupon).discount)
    refresh()
  }
  const pay = (event: Event) => {
    event.preventDefault()
    const order = place(lines, coupon, to.read())
    record.ordered(order)
    const who = member.get()
    if (who) client.identify(who.id, { member: true, points: who.points })
    sheet.fill('下单成功', thanks(order, sheet))
    ordered()
  }
  const form = element(
    'form',
    { class: 'checkout', onsubmit: pay },
    to.node,
    element('ul', { class: 'bought' }, ...lines.map(lineItem)),
    couponChoice(usable, coupon, choose),
    summary,
    element(
      'footer',
      {},
      element('div', {}, '应付 ', due),
      element('button', { class: 'primary', type: 'submit' }, '提交订单'),
    ),
  )
  refresh()
  record.checkoutStarted(lines, bill(lines, coupon).total)
  if (coupon) record.couponApplied(coupon, bill(lines, coupon).discount)
  const sheet = openSheet('确认订单', form)
}

function addressForm() {
  const { name, phone, place } = address.get()
  const input = (label: string, value: string, more = {}) =>
    element('label', {}, element('span', {}, label), element('input', { value, required: true, ...more }))
  const fields = [
    input('收件人', name, { autocomplete: 'name' }),
    input('手机', phone, { autocomplete: 'tel', inputmode: 'tel' }),
    input('地址', place, { autocomplete: 'street-address' }),
  ]
  const at = (index: number) => fields[index]!.querySelector('input')!.value
  return {
    node: element(
      'details',
      { class: 'address' },
      element(
        'summary',
        {},
        icon('pin'),
        element('span', {}, element('b', {}, `${name} ${phone}`), element('br'), place),
        element('em', {}, '修改'),
      ),
      ...fields,
    ),
    read: () => ({ name: at(0), phone: at(1), place: at(2) }),
  }
}

function lineItem({ product, quantity }: Line): HTMLElement {
  return element(
    'li',
    {},
    element('div', { class: 'frame' }, picture(product.id)),
    element('span', {}, product.name, element('small', {}, product.unit)),
    element('em', {}, `× ${quantity}`),
  )
}

function couponChoice(usable: readonly Coupon[], chosen: Coupon | null, choose: (coupon: Coupon | null) => void) {
  if (!usable.length) return null
  const option = (coupon: Coupon | null) =>
    element(
      'label',
      {},
      element('input', { type: 'radio', name: 'coupon', checked: coupon === chosen, onchange: () => choose(coupon) }),
      element('span', {}, coupon ? `${coupon.name} · 减 ${yuan(coupon.off)} 元` : '不使用优惠券'),
    )
  return element('fieldset', { class: 'coupons' }, element('legend', {}, '优惠券'), ...usable.map(option), option(null))
}

function thanks(order: Order, sheet: Sheet): HTMLElement {
  const look = () => {
    sheet.close()
    go(`/order/${order.id}`)
  }
  return element(
    'div',
    { class: 'thanks' },
    element('div', { class: 'tick' }, icon('tick')),
    element('p', {}, '已通知产地备货，最快明早送达'),
    price(order.total, 'large'),
    element(
      'div',
      { class: 'choices' },
      element('button', { class: 'secondary', type: 'button', onclick: sheet.close }, '继续逛'),
      element('button', { class: 'primary', type: 'button', onclick: look }, '查看订单'),
    ),
  )
}

const sum = (name: string, amount: Node) => [element('dt', {}, name), element('dd', {}, amount)]
