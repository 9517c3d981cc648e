import type { Json } from '@qianmian/core'

/** A text or number as text; anything else is empty. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : ''
}

/** A finite number; anything else is `otherwise`. */
export function numberOf(value: Json | undefined, otherwise = 0): number {
  const number = typeof value === 'string' && value ? +value : value
  return typeof number === 'number' && Number.isFinite(number) ? number : otherwise
}

/** The objects of a list; anything else has none. */
export function objectsOf(value: Json | undefined): readonly { readonly [name: string]: Json | undefined }[] {
  return Array.isArray(value)
    ? (value.filter((one) => one && typeof one === 'object' && !Array.isArray(one)) as { [name: string]: Json }[])
    : []
}
