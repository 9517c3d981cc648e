import { createStore } from './createStore.js'

export interface Coupon {
  readonly code: string
  readonly name: string
  /** In fen. */
  readonly off: number
  /** The least that an order must come to, in fen. */
  readonly from: number
}

/** What the shop's till knows. A code that is not here is worth nothing, whatever a banner says. */
const issued: readonly Coupon[] = [
  { code: 'NEW20', name: '新人首单券', off: 2000, from: 3900 },
  { code: 'BACK30', name: '老友回家券', off: 3000, from: 9900 },
]

/** The codes of the coupons that this visitor holds. */
export const wallet = createStore<readonly string[]>('wallet', [])

/** Puts a coupon into the wallet; null when there is no such coupon. */
export function claim(code: string): Coupon | null {
  const coupon = issued.find((one) => one.code === code)
  if (!coupon) return null
  if (!wallet.get().includes(code)) wallet.set([...wallet.get(), code])
  return coupon
}

/** Takes a used coupon out of the wallet. */
export function spend(code: string): void {
  wallet.set(wallet.get().filter((one) => one !== code))
}

/** The coupons in the wallet, the most valuable first. */
export function held(): readonly Coupon[] {
  return issued.filter((coupon) => wallet.get().includes(coupon.code)).sort((a, b) => b.off - a.off)
}
