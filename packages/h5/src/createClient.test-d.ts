import type { Client } from '@qianmian/core'
import { expectTypeOf } from 'vitest'
import { createClient } from './createClient.js'

interface Events {
  'Product Added': { product_id: string; price: number; coupon?: string }
  'Checked In': { streak?: number }
  'Signed Out': object
}

const options = { writeKey: 'demo', endpoint: '/collect' }
const typed = createClient<Events>(options)
const any = createClient(options)

// Names and properties are those of the type.
expectTypeOf(typed.track<'Product Added'>).parameters.toEqualTypeOf<
  [event: 'Product Added', properties: Events['Product Added']]
>()
expectTypeOf(typed.track).parameter(0).toEqualTypeOf<keyof Events>()
typed.track('Product Added', { product_id: 'grape', price: 19.9 })
// @ts-expect-error: no such event
typed.track('Product Addded', { product_id: 'grape', price: 19.9 })
// @ts-expect-error: a price is a number
typed.track('Product Added', { product_id: 'grape', price: '19.9' })
// @ts-expect-error: a product has an id
typed.track('Product Added', { price: 19.9 })
// @ts-expect-error: properties are needed
typed.track('Product Added')

// Where no property is required, there need be none.
typed.track('Checked In')
typed.track('Checked In', { streak: 3 })
typed.track('Signed Out')

// Without a type, any name and any JSON will do.
any.track('Anything')
any.track('Anything', { at: [1, { all: true }] })

// An interface will do, with whatever JSON can say in it.
interface Product {
  id: string
  price?: number
  tags: readonly string[]
  added: Date
  shop: { name: string; owner: Person | null }
}
interface Person {
  name: string
  friends?: Person[]
}
declare const product: Product
declare const products: Product[]
declare const person: Person
any.track('Product Added', product)
any.track('Cart Viewed', { products, owner: person, total: 1 })
any.page('Product', product)
any.identify('u_42', person)
any.group('shop_7', { owner: person })

// What JSON cannot say will not, however deep it stands.
interface Wrong {
  id: string
  parts: { open(): void }[]
}
declare const wrong: Wrong
// @ts-expect-error: a function
any.track('Product Added', wrong)
// @ts-expect-error: a function
any.track('Product Added', { run() {} })
// @ts-expect-error: a BigInt
any.page('Product', { product, total: 1n })
// @ts-expect-error: a symbol
any.identify('u_42', { ...person, secret: Symbol('s') })
// @ts-expect-error: nothing is known of it
any.group('shop_7', { owner: {} as unknown })
// @ts-expect-error: a text is no properties
any.track('Product Added', 'grape')
// @ts-expect-error: nor is a list
any.track('Product Added', [product])
// @ts-expect-error: nor a date
any.identify('u_42', new Date())

// A typed client is a client, for whatever takes one.
expectTypeOf(typed).toExtend<Client>()
expectTypeOf<(client: Client) => void>().toBeCallableWith(typed)
