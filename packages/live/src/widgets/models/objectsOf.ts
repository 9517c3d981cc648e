import type { Json } from '@qianmian/core'

/** The objects of a list; anything else has none. */
export function objectsOf(value: Json | undefined): readonly { readonly [name: string]: Json | undefined }[] {
  return Array.isArray(value)
    ? (value.filter((one) => one && typeof one === 'object' && !Array.isArray(one)) as { [name: string]: Json }[])
    : []
}
