import type { Json, JsonObject } from './event.js'

const MAX_DEPTH = 12
const MAX_VALUES = 10_000

/**
 * A plain JSON copy of whatever the host passed, made at the call, so that later changes do not reach the event.
 * Dates become ISO strings, NaN and the infinities null. What JSON cannot carry (a cycle, a BigInt, a function, a DOM
 * node, a getter that throws, anything deeper than 12 levels or after 10,000 values) costs that property only: it is
 * left out of an object and null in an array. Own enumerable properties only. Never throws.
 */
export function copy(value: unknown): Json | undefined {
  let left = MAX_VALUES
  const within: unknown[] = []

  function clone(read: () => unknown): Json | undefined {
    const depth = within.length
    try {
      const value = read() as { toJSON?(): unknown }
      if (typeof value === 'number') return Number.isFinite(value) ? value : null
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
      if (depth > MAX_DEPTH || left-- < 0 || within.includes(value)) return
      within.push(value)
      if (typeof value.toJSON === 'function') return clone(() => value.toJSON!())
      if (Array.isArray(value)) return value.slice(0, MAX_VALUES).map((one) => clone(() => one) ?? null)
      if (Object.prototype.toString.call(value) === '[object Object]') return cloneObject(value as JsonObject)
    } catch {
      return
    } finally {
      within.length = depth
    }
  }

  function cloneObject(value: JsonObject): JsonObject {
    const result: JsonObject = {}
    for (const key of Object.keys(value)) {
      const part = left-- > 0 && key !== '__proto__' ? clone(() => value[key]) : undefined
      if (part !== undefined) result[key] = part
    }
    return result
  }

  return clone(() => value)
}

/** The same for an argument that must be an object: anything else becomes `{}`. */
export function copyObject(value: unknown): JsonObject {
  const result = copy(value)
  return result && typeof result === 'object' && !Array.isArray(result) ? result : {}
}
