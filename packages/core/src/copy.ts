import { bytes } from './bytes.js'
import type { Json, JsonObject } from './event.js'

/** What a value may take of the wire's 32 KB; the context and the paths of what was left out take the rest. */
const MAX_BYTES = 22_000
const MAX_DEPTH = 12
const MAX_PATHS = 20
const MAX_ELEMENTS = 5000

/**
 * A copy of whatever the host passed, as JSON can say it, in at most `left` bytes. Dates become ISO strings. What cannot be
 * sent (a cycle, a BigInt, NaN, a function, a DOM node, a getter that throws, anything deeper than 12 levels or beyond the
 * bytes) costs that value only: it is left out of an object and null in an array, and the first 20 paths, which begin
 * with `name`, are added to `omitted`. Own enumerable properties only. Properties, and parameters of URLs, whose names are in
 * `mask` become `***`. Never throws.
 */
export function copy(
  value: unknown,
  name = '',
  omitted: string[] = [],
  mask: readonly string[] = [],
  left = MAX_BYTES,
): Json | undefined {
  const names = mask.map((name) => name.replace(/\W/g, '\\$&')).join('|')
  const parameters = names && new RegExp(`([?&#](?:${names})=)[^&#\\s]*`, 'g')
  /** The objects around a value, and the names that lead to it. */
  const around: unknown[] = []
  const path = [name]

  function omit(): void {
    if (omitted.length < MAX_PATHS) omitted.push(path.join('.').slice(0, 99))
  }

  /** A copy of what can be sent. Throws when it is nothing. */
  function walk(given: unknown, key: string): Json {
    const depth = around.length
    const value = (given as Date)?.toJSON ? (given as Date).toJSON() : given
    const isObject = Object(value) === value
    const list = Array.isArray(value)
    let result = value as Json
    let size = depth && key.length + 4
    if (depth && mask.includes(key)) result = '***'
    else if (typeof value === 'string') result = parameters ? value.replace(parameters, '$1***') : value
    else if (isObject) result = list ? Array(Math.min(value.length, MAX_ELEMENTS)).fill(null) : {}
    if (typeof result === 'string') size += bytes(JSON.stringify(result))
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
        if (one !== undefined) (result as JsonObject)[name] = walk(one, name)
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
    return walk(value, '')
  } catch {
    if (value !== undefined) omit()
  }
}

/** A copy of a plain object without objects in it, as most are; of nothing, an empty one. What is in it may not be JSON. */
export function flat(value: unknown): object | undefined {
  try {
    if (Object.getPrototypeOf(Object(value)) !== Object.prototype) return
    const result = { ...(value as Record<string, unknown>) }
    for (const key in result) if (Object(result[key]) === result[key]) return
    return result
  } catch {}
}
