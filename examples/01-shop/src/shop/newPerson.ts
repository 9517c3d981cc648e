import { cart } from './cart.js'
import { wallet } from './coupons.js'
import { member } from './member.js'
import { orders } from './orders.js'

/** Clears what the shop keeps of a person on this device: somebody else holds the phone now. */
export function newPerson(): void {
  cart.set({})
  wallet.set([])
  orders.set([])
  member.set(null)
}
