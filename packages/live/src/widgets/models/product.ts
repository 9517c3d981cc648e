import type { Widget } from '../Widget.js'
import { openButton } from './actionButton.js'
import { moneyOf } from './moneyOf.js'
import { productEvents } from './productEvents.js'
import { textOf } from './textOf.js'
import { urlOf } from './urlOf.js'

/**
 * A product: `{ product_id, title, image?, kicker?, text?, price, was?, currency?, cta?, url?, position? }`. Without a URL
 * the page itself opens it.
 */
export const product: Widget = {
  type: 'product',
  view({ payload, zh }) {
    const { title, image, kicker, text, price, was, currency, cta, url } = payload
    return {
      image: urlOf(image),
      kicker: textOf(kicker),
      title: textOf(title),
      text: textOf(text),
      price: { now: moneyOf(price, currency), was: moneyOf(was, currency) },
      button: openButton(textOf(cta) || (zh ? '去抢购' : 'Buy'), urlOf(url)),
    }
  },
  events: productEvents,
}
