import type { JsonObject } from '@qianmian/core'
import { element } from '../element.js'
import { record } from '../record.js'
import { claim, wallet } from '../shop/coupons.js'
import { skin } from './skin.js'
import { toast } from './toast.js'

/** Draws the payload `{ type: 'coupon', kicker, text, code, amount, note, cta }`; `amount` is in yuan. */
export function coupon({ kicker, text: line, code, amount, note, cta }: JsonObject): Node {
  const button = element('button', { type: 'button', onclick: take })
  const state = () => {
    button.disabled = wallet.get().includes(text(code))
    button.textContent = button.disabled ? '已领取' : text(cta)
  }
  function take() {
    const claimed = claim(text(code))
    if (claimed) record.couponClaimed(claimed)
    toast(claimed ? `${claimed.name}已放进卡包，下单自动抵扣` : '这张券已经领完了')
    state()
  }
  state()
  return skin(
    element(
      'section',
      { class: 'coupon' },
      element('div', { class: 'amount' }, element('i', {}, '¥'), text(amount)),
      element(
        'div',
        { class: 'what' },
        element('span', {}, text(kicker)),
        element('b', {}, text(line)),
        element('small', {}, text(note)),
      ),
      button,
    ),
  )
}

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
