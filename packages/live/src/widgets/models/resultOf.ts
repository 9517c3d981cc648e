import type { Json } from '@qianmian/core'

/** What an object says under a name; nothing, of what is no object. */
export function resultOf(result: Json | undefined, name: string): Json | undefined {
  return result && typeof result === 'object' && !Array.isArray(result) ? result[name] : undefined
}
