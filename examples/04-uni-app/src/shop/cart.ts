import { facts, find, type Product } from './shelf'

const KEY = 'shop:cart'
const COUPON = 'shop:coupon'

/** The coupons that the till knows: what they take off, and from which sum on, in fen. */
const issued: Record<string, { off: number; from: number }> = {
  NEW20: { off: 2000, from: 3900 },
  BACK30: { off: 3000, from: 9900 },
}

const stored = (): Record<string, number> => JSON.parse(uni.getStorageSync(KEY) || '{}')

/** Puts one more of a product into the cart; a negative number takes out. */
export function add(id: string, count: number): void {
  const { [id]: before = 0, ...others } = stored()
  uni.setStorageSync(KEY, JSON.stringify(before + count > 0 ? { ...others, [id]: before + count } : others))
}

/** What lies in the cart. */
export function lines(): { product: Product; quantity: number }[] {
  return Object.entries(stored()).flatMap(([id, quantity]) => {
    const product = find(id)
    return product ? [{ product, quantity }] : []
  })
}

/** The cart as the Segment e-commerce spec has it. */
export const goods = () => lines().map(({ product, quantity }) => ({ ...facts(product), quantity }))

/** Keeps a coupon for the next order; false when the till does not know it. */
export function claim(code: string): boolean {
  if (!issued[code]) return false
  uni.setStorageSync(COUPON, code)
  return true
}

/** What the cart comes to, in fen, with the coupon if it counts. */
export function sum(): { discount: number; total: number; code: string | undefined } {
  const all = lines().reduce((sum, { product, quantity }) => sum + product.price * quantity, 0)
  const code: string = uni.getStorageSync(COUPON)
  const coupon = issued[code]
  const counts = coupon !== undefined && all >= coupon.from
  return { discount: counts ? coupon.off : 0, total: all - (counts ? coupon.off : 0), code: counts ? code : undefined }
}

export function clear(): void {
  uni.removeStorageSync(KEY)
  uni.removeStorageSync(COUPON)
}
