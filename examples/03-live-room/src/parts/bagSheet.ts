import { element } from '../../../01-shop/src/element.js'
import { price } from '../../../01-shop/src/parts/price.js'
import { openSheet } from '../../../01-shop/src/parts/sheet.js'
import { broadcast } from '../broadcast.js'
import { explainedAt } from '../programme.js'
import { isRegular } from '../qianmian.js'
import { record } from '../record.js'
import { type Good, goods } from '../shop/goods.js'
import { buySheet } from './buySheet.js'

/** The bag: all that this room sells, with what is explained on top. */
export function bagSheet(): void {
  const explained = explainedAt(broadcast.seconds())
  const all = [...goods].sort((one, other) => Number(other.id === explained) - Number(one.id === explained))
  const list = element('ol', { class: 'bag' }, ...all.map((good, index) => row(good, index + 1, good.id === explained)))
  const sheet = openSheet(`购物袋 · ${goods.length} 件`, list)

  function row(good: Good, position: number, isExplained: boolean): HTMLElement {
    const regular = isRegular()
    const open = () => {
      record.clicked(good, position)
      sheet.close()
      buySheet(good)
    }
    return element(
      'li',
      { class: isExplained ? 'now' : '' },
      element('img', { src: `/fruit/${good.id}.svg`, alt: '', width: 92, height: 92 }),
      element(
        'div',
        {},
        isExplained ? element('small', { class: 'tag' }, '讲解中') : null,
        element('b', {}, good.name),
        element('span', {}, `${good.line} · ${good.unit}`),
        element(
          'p',
          {},
          price(regular ? good.memberPrice : good.price),
          regular ? element('s', {}, `¥${good.price / 100}`) : null,
        ),
      ),
      element('button', { type: 'button', 'aria-label': `购买 ${good.name}`, onclick: open }, '抢'),
    )
  }
}
