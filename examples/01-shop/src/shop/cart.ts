import { createStore } from './createStore.js'
import { member } from './member.js'
import { findProduct, type Product } from './products.js'

export interface Line {
  readonly product: Product
  readonly quantity: number
}

/** Quantities by product id. */
export const cart = createStore<Readonly<Record<string, number>>>('cart', {})

/** What lies in the cart, in the order in which it was put there. */
export function lines(): readonly Line[] {
  return Object.entries(cart.get()).flatMap(([id, quantity]) => {
    const product = findProduct(id)
    return product ? [{ product, quantity }] : []
  })
}

/** Sets how many of a product lie in the cart; 0 takes it out. */
export function put(id: string, quantity: number): void {
  const { [id]: _, ...others } = cart.get()
  cart.set(quantity > 0 ? { ...cart.get(), [id]: quantity } : others)
}

/** What this visitor pays for one: members pay the member's price. In fen. */
export function priceOf(product: Product): number {
  return member.get() ? product.memberPrice : product.price
}

/** What these lines cost together, in fen. */
export function sum(of: readonly Line[]): number {
  return of.reduce((total, { product, quantity }) => total + priceOf(product) * quantity, 0)
}
