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

// A typed client is a client, for whatever takes one.
expectTypeOf(typed).toExtend<Client>()
expectTypeOf<(client: Client) => void>().toBeCallableWith(typed)
