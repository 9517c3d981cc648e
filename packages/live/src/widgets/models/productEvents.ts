import type { JsonObject } from '@qianmian/core'
import type { Done } from '../Widget.js'

const PROPERTIES = ['product_id', 'sku', 'category', 'brand', 'price', 'currency', 'position', 'coupon', 'url']

/** `Product Clicked`, as the Segment spec has it, of a payload that shows a product. */
export function productEvents({ payload, action }: Done): (readonly [string, JsonObject])[] {
  if (action !== 'follow') return []
  const properties: JsonObject = { name: payload.name ?? payload.title ?? '' }
  for (const name of PROPERTIES) if (payload[name] !== undefined) properties[name] = payload[name]
  return [['Product Clicked', properties]]
}
