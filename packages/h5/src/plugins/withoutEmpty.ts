import type { Json, JsonObject } from '@qianmian/core'

/** An object's properties that say something: not null, not undefined, not empty. */
export function withoutEmpty(properties: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value)) as JsonObject
}
