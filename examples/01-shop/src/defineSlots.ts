import { defineSlot } from '@qianmian/h5'
import { coupon } from './parts/coupon.js'
import { hero } from './parts/hero.js'
import { personalization } from './qianmian.js'

/** Makes `<qm-slot>` known; banners and coupons look as this shop draws them. */
export function defineSlots(): void {
  defineSlot(personalization, { renderers: { hero, coupon } })
}
