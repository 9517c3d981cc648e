import type { Good } from './goods.js'
import type { Voucher } from './wallet.js'

/** What one of a product costs a visitor, in fen, and which vouchers make it so. */
export interface Bill {
  readonly price: number
  readonly discount: number
  readonly total: number
  readonly used: readonly string[]
}

/** The best that the vouchers make of a price: an offer for this product, or else the coupon that takes off most. */
export function bill(good: Good, isRegular: boolean, vouchers: readonly Voucher[]): Bill {
  const usual = isRegular ? good.memberPrice : good.price
  const offer = vouchers.find(({ product, price }) => product === good.id && price !== undefined && price < usual)
  if (offer) return { price: offer.price!, discount: 0, total: offer.price!, used: [offer.code] }
  const coupon = vouchers
    .filter(({ off = 0, from = 0 }) => off > 0 && usual >= from)
    .sort((one, other) => other.off! - one.off!)[0]
  const discount = Math.min(coupon?.off ?? 0, usual)
  return { price: usual, discount, total: usual - discount, used: coupon ? [coupon.code] : [] }
}
