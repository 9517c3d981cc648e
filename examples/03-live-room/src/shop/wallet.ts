import { createStore } from '../../../01-shop/src/shop/createStore.js'

/** What the visitor may take off a price: what the collector granted in this room. Amounts are in fen. */
export interface Voucher {
  readonly code: string
  /** A coupon takes off so much from `from` on; an offer is a price for one product. */
  readonly off?: number
  readonly from?: number
  readonly product?: string
  readonly price?: number
}

const held = createStore<readonly Voucher[]>('live.wallet', [])

/** The visitor's vouchers, until they are used. */
export const wallet = {
  get: held.get,
  add(voucher: Voucher): void {
    held.set([...held.get().filter(({ code }) => code !== voucher.code), voucher])
  },
  use(codes: readonly string[]): void {
    held.set(held.get().filter(({ code }) => !codes.includes(code)))
  },
}
