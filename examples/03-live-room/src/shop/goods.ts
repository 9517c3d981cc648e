import { findProduct, type Product } from '../../../01-shop/src/shop/products.js'

/** What the bag of this room holds, in its order: products of the shop. */
const ids = ['muscat', 'orange', 'cherry', 'peach', 'strawberry', 'gift'] as const

/** A product of the shop that this room sells. */
export type Good = Product & { readonly id: (typeof ids)[number] }

export const goods: readonly Good[] = ids.map((id) => findProduct(id) as Good)

/** The good of this id, whoever says it. */
export function findGood(id: unknown): Good | undefined {
  return goods.find((good) => good.id === id)
}
