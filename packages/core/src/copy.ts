import type { Json, JsonObject } from './event.js'
import { bytes } from './pieces.js'

/** What an event may take of the wire's 32 KB; the paths of what was left out take the rest. */
const MAX_BYTES = 30_000
const MAX_DEPTH = 12
const MAX_PATHS = 20

/** Which names are told as `***`: properties, and parameters of URLs. */
export interface Mask {
  readonly names: readonly string[]
  readonly parameters: RegExp
}

/** A mask for these names. */
export function maskOf(names: readonly string[]): Mask {
  const any = names.map((name) => name.replace(/\W/g, '\\$&')).join('|')
  return { names, parameters: new RegExp(`([?&#](?:${any})=)[^&#\\s]*`, 'g') }
}

/**
 * A plain JSON copy of whatever the host passed, made at the call, so that later changes do not reach the event; at
 * most 30,000 bytes of it. Dates become ISO strings. What cannot be sent (a cycle, a BigInt, NaN, a function, a DOM
 * node, a getter that throws, anything deeper than 12 levels or beyond the bytes) costs that value only: it is left
 * out of an object and null in an array, and the first 20 paths are added to `omitted`. Own enumerable properties only.
 * Never throws. A mask holds from the second level on.
 */
export function copy(value: unknown, omitted: string[] = [], mask?: Mask): Json | undefined {
  let left = MAX_BYTES
  const path: string[] = []
  const within: unknown[] = []

  function omit(): void {
    if (omitted.length < MAX_PATHS) omitted.push(path.join('.').slice(1, 99))
  }

  /** A value below another; what throws on the way is left out. */
  function part(key: string, read: () => unknown): Json | undefined {
    const depth = within.length
    path.push(key)
    try {
      return convert(path[2] && mask?.names.includes(key) ? '***' : read())
    } catch {
      omit()
    } finally {
      within.length = depth
      path.pop()
    }
  }

  /** Takes the room of this JSON, if there is so much left. */
  function take(json: string): void {
    const size = bytes(json) + 1
    if (size > left) throw json
    left -= size
  }

  function convert(value: unknown): Json | undefined {
    if (value === undefined) return
    if (Object(value) !== value) {
      if (mask && typeof value === 'string') value = value.replace(mask.parameters, '$1***')
      if (typeof value === 'number' && !Number.isFinite(value)) throw value
      take(JSON.stringify(value))
      return value as Json
    }
    const object = value as JsonObject
    if (within.length > MAX_DEPTH || within.includes(object)) throw object
    within.push(object)
    const { toJSON } = object as { toJSON?: unknown }
    if (typeof toJSON === 'function') return convert(toJSON.call(object))
    take('{}')
    if (Array.isArray(object)) return copyArray(object)
    if (Object.prototype.toString.call(object) !== '[object Object]') throw object
    return copyObject(object)
  }

  function copyArray(array: unknown[]): Json[] {
    const result: Json[] = []
    while (result.length < array.length && left > 0) {
      const i = result.length
      const copied = part(`${i}`, () => array[i])
      if (copied === undefined) left -= 5
      result.push(copied ?? null)
    }
    if (result.length < array.length) omit()
    return result
  }

  function copyObject(object: JsonObject): JsonObject {
    const result: JsonObject = {}
    for (const key of Object.keys(object)) {
      const copied = part(key, () => {
        if (key === '__proto__') throw key
        take(JSON.stringify(key))
        return object[key]
      })
      if (copied !== undefined) result[key] = copied
    }
    return result
  }

  return part('', () => value)
}
