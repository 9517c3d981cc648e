import type { Json } from '@qianmian/core'

/** A finite number; anything else is `otherwise`. */
export function numberOf(value: Json | undefined, otherwise = 0): number {
  const number = typeof value === 'string' && value ? +value : value
  return typeof number === 'number' && Number.isFinite(number) ? number : otherwise
}
