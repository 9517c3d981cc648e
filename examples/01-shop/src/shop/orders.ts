import type { Line } from './cart.js'
import { cart, priceOf, sum } from './cart.js'
import { type Coupon, spend } from './coupons.js'
import { createStore } from './createStore.js'
import { member } from './member.js'

export interface Address {
  readonly name: string
  readonly phone: string
  readonly place: string
}

export interface Order {
  readonly id: string
  /** Ms since the epoch. */
  readonly time: number
  readonly lines: readonly { readonly id: string; readonly quantity: number; readonly price: number }[]
  readonly address: Address
  /** In fen, like `freight` and `total`. */
  readonly discount: number
  readonly freight: number
  readonly total: number
  readonly coupon: string | null
  /** What the order earned; 0 for those who are not members. */
  readonly points: number
}

/** This visitor's orders, the newest first. */
export const orders = createStore<readonly Order[]>('orders', [])

export const address = createStore<Address>('address', {
  name: '林小满',
  phone: '138 0028 6021',
  place: '成都市锦江区 春熙路街道 梨花街 8 号 2 栋 1203',
})

/** What these lines cost with this coupon, in fen. Freight is free from 59 yuan. */
export function bill(lines: readonly Line[], coupon: Coupon | null) {
  const goods = sum(lines)
  const discount = coupon && goods >= coupon.from ? Math.min(coupon.off, goods) : 0
  const freight = goods >= 5900 ? 0 : 600
  return { goods, discount, freight, total: goods - discount + freight }
}

/** Records an order and takes what was bought out of the cart, and its coupon out of the wallet. */
export function place(lines: readonly Line[], coupon: Coupon | null, to: Address): Order {
  const { discount, freight, total } = bill(lines, coupon)
  const who = member.get()
  const order: Order = {
    id: orderNumber(new Date()),
    time: Date.now(),
    lines: lines.map(({ product, quantity }) => ({ id: product.id, quantity, price: priceOf(product) })),
    address: to,
    discount,
    freight,
    total,
    coupon: discount ? coupon!.code : null,
    points: who ? Math.floor(total / 100) : 0,
  }
  orders.set([order, ...orders.get()])
  address.set(to)
  if (order.coupon) spend(order.coupon)
  if (who) member.set({ ...who, points: who.points + order.points })
  const bought = new Set<string>(lines.map(({ product }) => product.id))
  cart.set(Object.fromEntries(Object.entries(cart.get()).filter(([id]) => !bought.has(id))))
  return order
}

function orderNumber(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  const [random] = crypto.getRandomValues(new Uint32Array(1))
  return `${day}${String(random! % 1e8).padStart(8, '0')}`
}
