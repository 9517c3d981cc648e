import { defineSlot } from '@qianmian/h5'
import { type Done, defineWidgets } from '@qianmian/live/widgets'
import { countdownOffer } from '@qianmian/live/widgets/countdownOffer'
import { coupon } from '@qianmian/live/widgets/coupon'
import { lottery } from '@qianmian/live/widgets/lottery'
import { product } from '@qianmian/live/widgets/product'
import { vote } from '@qianmian/live/widgets/vote'
import { buySheet } from './parts/buySheet.js'
import { activities, personalization } from './qianmian.js'
import { findGood, type Good } from './shop/goods.js'
import { wallet } from './shop/wallet.js'

/**
 * Makes `<qm-slot>` and the widgets known. What a widget would open stays in the room, as a panel; what the collector
 * grants goes into the wallet, and `claimed` hears of a coupon.
 */
export function defineRoom(claimed: () => void): void {
  defineSlot(personalization, {
    renderers: defineWidgets(activities, [coupon, countdownOffer, lottery, product, vote]),
  })
  // A slot that shows nothing takes no place.
  addEventListener('qm-decision', ({ target, detail }: CustomEventInit & Event) => {
    ;(target as HTMLElement).hidden = !detail.payload
  })
  addEventListener('qm-follow', (event) => {
    const { payload } = (event as CustomEvent<Pick<Done, 'payload'>>).detail
    const good = goodAt(payload.url)
    if (!good) return
    event.preventDefault()
    buySheet(good)
  })
  addEventListener('qm-done', (event) => {
    const { payload, action, answer } = (event as CustomEvent<Done>).detail
    const code = Object(answer?.result).code
    if (action !== 'claim' || !answer?.ok || typeof code !== 'string') return
    if (payload.type === 'countdown')
      wallet.add({ code, product: String(payload.product_id), price: fen(payload.price) })
    if (payload.type !== 'coupon') return
    wallet.add({ code, off: fen(payload.amount), from: fen(payload.from) })
    claimed()
  })
}

/** The product that an address of this room names: `/product/muscat`. */
export function goodAt(url: unknown): Good | undefined {
  return findGood(/^\/product\/(\w+)/.exec(String(url))?.[1])
}

const fen = (yuan: unknown) => Math.round(Number(yuan ?? 0) * 100)
