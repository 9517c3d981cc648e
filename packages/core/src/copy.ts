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
 * The JSON of an object that holds nothing but texts, numbers, booleans and null, and not much of them: the short way,
 * for most properties. Undefined for every other value, which needs `copy`. Never throws.
 */
export function flat(value: unknown): string | undefined {
  try {
    if (Object.getPrototypeOf(value) !== Object.prototype) return
    for (const key in value as JsonObject) {
      const one = (value as JsonObject)[key]
      const type = typeof one
      if (key === '__proto__' || !(type === 'string' || type === 'boolean' || one == null || Number.isFinite(one)))
        return
    }
    const text = JSON.stringify(value)
    if (text.length < MAX_BYTES / 3) return text
  } catch {}
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

  /** What stands under a key of another value; what throws on the way is left out. */
  function part(holder: JsonObject, key: string, named?: boolean): Json | undefined {
    const depth = within.length
    path.push(key)
    try {
      if (named) {
        if (key === '__proto__') throw key
        takeText(key)
      }
      return convert(path[2] && mask?.names.includes(key) ? '***' : holder[key])
    } catch {
      omit()
    } finally {
      within.length = depth
      path.pop()
    }
  }

  /** Takes the room of so much JSON, if there is so much left. */
  function take(size: number): void {
    if (size >= left) throw size
    left -= size + 1
  }

  function takeText(text: string): void {
    take(/[^ !#-[\]-~]/.test(text) ? bytes(JSON.stringify(text)) : text.length + 2)
  }

  function convert(value: unknown): Json | undefined {
    switch (typeof value) {
      case 'undefined':
        return
      case 'string':
        if (mask) value = value.replace(mask.parameters, '$1***')
        takeText(value as string)
        return value as Json
      case 'number':
        if (!Number.isFinite(value)) throw value
        take(`${value}`.length)
        return value
      case 'boolean':
        take(5)
        return value
      case 'object':
        if (value) return convertObject(value as JsonObject)
        take(4)
        return null
      default:
        throw value
    }
  }

  function convertObject(object: JsonObject): Json | undefined {
    if (within.length > MAX_DEPTH || within.includes(object)) throw object
    within.push(object)
    const { toJSON } = object as { toJSON?: unknown }
    if (typeof toJSON === 'function') return convert(toJSON.call(object))
    take(2)
    if (Array.isArray(object)) return copyArray(object)
    if (Object.prototype.toString.call(object) !== '[object Object]') throw object
    return copyObject(object)
  }

  function copyArray(array: unknown[]): Json[] {
    const result: Json[] = []
    while (result.length < array.length && left > 0) {
      const i = result.length
      const copied = part(array as never, `${i}`)
      if (copied === undefined) left -= 5
      result.push(copied ?? null)
    }
    if (result.length < array.length) omit()
    return result
  }

  function copyObject(object: JsonObject): JsonObject {
    const result: JsonObject = {}
    for (const key of Object.keys(object)) {
      const copied = part(object, key, true)
      if (copied !== undefined) result[key] = copied
    }
    return result
  }

  return part({ '': value } as never, '')
}
