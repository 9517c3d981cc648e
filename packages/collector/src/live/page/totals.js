import { element } from './element.js'
import { locale, word } from './words.js'

/** The four numbers at the top. */
export function showTotals(place, { visitors, events, orders, revenue }) {
  const format = new Intl.NumberFormat(locale())
  const money = new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const figures = [
    ['visitors', format.format(visitors)],
    ['eventsTotal', format.format(events)],
    ['orders', format.format(orders)],
    ['revenue', money.format(revenue)],
  ]
  const before = new Map(
    [...place.querySelectorAll('[data-figure]')].map((node) => [node.dataset.figure, node.textContent]),
  )
  place.replaceChildren(
    ...figures.map(([name, text]) => {
      const changed = before.has(name) && before.get(name) !== text
      return element(
        'div',
        element('dt', word(name)),
        element(changed ? 'dd.changed' : 'dd', text, { 'data-figure': name }),
      )
    }),
  )
}
