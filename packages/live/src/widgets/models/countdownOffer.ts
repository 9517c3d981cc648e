import type { View } from '../View.js'
import type { Widget } from '../Widget.js'
import { actionButton, idleButton, openButton } from './actionButton.js'
import { claimOf } from './claimOf.js'
import { countdown } from './countdown.js'
import { moneyOf } from './moneyOf.js'
import { numberOf } from './numberOf.js'
import { periodOf } from './periodOf.js'
import { productEvents } from './productEvents.js'
import { saidOf } from './saidOf.js'
import { textOf } from './textOf.js'
import { urlOf } from './urlOf.js'

/**
 * An offer for a time, on the server's clock: `{ activity, product_id, title, image?, text?, price, was?, currency?, cta?,
 * url? }`, with an activity of the kind `stock`. Without one, `opens` and `closes` (ISO 8601) of the payload are its time.
 */
export const countdownOffer: Widget = {
  type: 'countdown',
  view(scene) {
    const { payload, standing, now, zh } = scene
    const { title, image, text, price, was, currency, url, activity, kicker } = payload
    const { claimed, code } = claimOf(scene)
    const time = { opens: timeOf(payload.opens), closes: timeOf(payload.closes), ...standing.state }
    const { at, left: ms } = periodOf(time, now)
    const total = numberOf(standing.state?.total)
    const left = numberOf(standing.state?.left)
    const gone = total > 0 && left < 1
    const words = {
      early: zh ? '距开抢' : 'Opens in',
      open: zh ? '距结束' : 'Ends in',
      late: zh ? '已结束' : 'Over',
    }
    let button = actionButton(scene, 'claim', textOf(payload.cta) || (zh ? '马上抢' : 'Get it'))
    if (claimed || (!activity && at === 'open')) button = openButton(zh ? '去购买' : 'Buy now', urlOf(url))
    else if (at !== 'open') button = idleButton(at === 'late' ? words.late : zh ? '即将开抢' : 'Soon')
    else if (gone) button = idleButton(zh ? '已抢完' : 'Sold out')
    const view: View = {
      image: urlOf(image),
      kicker: textOf(kicker),
      title: textOf(title),
      text: textOf(text),
      price: { now: moneyOf(price, currency), was: moneyOf(was, currency) },
      code,
      bar:
        total && at !== 'late'
          ? { value: (total - left) / total, label: zh ? `已抢 ${total - left}/${total}` : `${left} of ${total} left` }
          : undefined,
      button,
      said: saidOf(scene, () => (zh ? '抢到了，请尽快付款' : 'You got one')),
    }
    return at === 'late' || !Number.isFinite(ms) ? view : { ...view, ...countdown(ms, words[at], zh) }
  },
  events(done) {
    const { payload, action } = done
    if (action !== 'claim') return productEvents(done)
    return [
      [
        'Offer Claimed',
        { product_id: payload.product_id ?? null, name: payload.title ?? null, price: payload.price ?? null },
      ],
    ]
  },
}

function timeOf(value: unknown): number | null {
  return typeof value === 'string' ? Date.parse(value) : null
}
