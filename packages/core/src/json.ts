import { bytes } from './bytes.js'
import type { Json, JsonObject } from './event.js'

/** What a value may take of the wire's 32 KB; the context and the paths of what was left out take the rest. */
const MAX_BYTES = 22_000
const MAX_DEPTH = 12
const MAX_PATHS = 20
const MAX_ELEMENTS = 5000

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
 * The JSON of whatever the host passed, at most `left` bytes of it. Dates become ISO strings. What cannot be sent (a
 * cycle, a BigInt, NaN, a function, a DOM node, a getter that throws, anything deeper than 12 levels or beyond the
 * bytes) costs that value only: it is left out of an object and null in an array, and the first 20 paths, which begin
 * with `name`, are added to `omitted`. Own enumerable properties only. Never throws. A mask holds for what is inside.
 */
export function json(
  value: unknown,
  name = '',
  omitted: string[] = [],
  mask?: Mask,
  left = MAX_BYTES,
): string | undefined {
  const short = !mask && flat(value, left)
  if (short) return short
  /** The objects around a value, and the names that lead to it. */
  const around: unknown[] = []
  const path = [name]

  function omit(): void {
    if (omitted.length < MAX_PATHS) omitted.push(path.join('.').slice(0, 99))
  }

  /** A copy of what can be sent. Throws when it is nothing. */
  function walk(given: unknown, key: string): unknown {
    const depth = around.length
    const value = (given as Date)?.toJSON ? (given as Date).toJSON() : given
    const isObject = Object(value) === value
    const list = Array.isArray(value)
    let result: unknown = value
    let size = depth && key.length + 4
    if (depth && mask?.names.includes(key)) result = '***'
    else if (typeof value === 'string') result = mask ? value.replace(mask.parameters, '$1***') : value
    else if (isObject) result = list ? Array(Math.min(value.length, MAX_ELEMENTS)) : {}
    if (typeof result === 'string')
      size += result.length > left || /[^ !#-[\]-~]/.test(result) ? bytes(JSON.stringify(result)) : result.length
    else if (
      isObject
        ? depth > MAX_DEPTH || around.includes(value) || !/t O|rray/.test(Object.prototype.toString.call(value))
        : value !== null && typeof value !== 'boolean' && !Number.isFinite(value)
    )
      throw path
    if (size > left || key === '__proto__') throw path
    left -= size
    if (result === value || typeof result === 'string') return result
    const keys = Object.keys(list ? value.slice(0, MAX_ELEMENTS) : (value as object))
    around.push(value)
    for (const name of keys) {
      path[depth + 1] = name
      try {
        const one = (value as never)[name]
        if (one !== undefined) (result as JsonObject)[name] = walk(one, name) as Json
      } catch {
        around.length = depth + 1
        path.length = depth + 2
        omit()
      }
    }
    around.pop()
    path.pop()
    if (list && value[MAX_ELEMENTS]) omit()
    return result
  }

  try {
    return JSON.stringify(walk(value, ''))
  } catch {
    if (value !== undefined) omit()
  }
}

/** The short way, for an object that holds nothing but a few texts, numbers, booleans and null, as most do. */
function flat(value: unknown, most: number): string | undefined {
  try {
    if (Object.getPrototypeOf(value) !== Object.prototype) return
    for (const key in value as JsonObject) {
      const one = (value as JsonObject)[key]
      if (key === '__proto__' || !(/^(str|boo)/.test(typeof one) || one == null || Number.isFinite(one))) return
    }
    const text = JSON.stringify(value)
    return text.length < most / 3 ? text : undefined
  } catch {}
}

/** The same as a value. */
export function copy(value: unknown): Json | undefined {
  const text = json(value)
  return text && JSON.parse(text)
}
