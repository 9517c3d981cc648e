import type { Json, JsonObject } from './event.js'
import { bytes } from './pieces.js'

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
  const short = mask ? undefined : flat(value, left)
  if (short) return short
  const most = left
  const before = omitted.length
  /** The objects around a value, and the names that lead to it. */
  const around: unknown[] = []
  const path: string[] = []

  function omit(): void {
    if (omitted.length < MAX_PATHS) omitted.push(path.join('.').slice(0, 99))
  }

  function replace(this: unknown, key: string, value: unknown): unknown {
    const depth = around.indexOf(this) + 1
    around.length = path.length = depth
    path[depth] = depth ? key : name
    let size = 4
    if (depth && mask?.names.includes(key)) value = '***'
    if (typeof value === 'string') {
      if (mask) value = value.replace(mask.parameters, '$1***')
      const text = value as string
      size += text.length > left || /[^ !#-[\]-~]/.test(text) ? bytes(JSON.stringify(text)) : text.length
    } else if (value && typeof value === 'object') {
      const list = Array.isArray(value) && value
      if (
        depth > MAX_DEPTH ||
        around.includes(value) ||
        !(list || Object.prototype.toString.call(value) === '[object Object]')
      )
        return omit()
      if (list && list.length > MAX_ELEMENTS) {
        omit()
        value = list.slice(0, MAX_ELEMENTS)
      }
      around[depth] = value
    } else if (value !== null && typeof value !== 'boolean' && !Number.isFinite(value))
      return value === undefined ? value : omit()
    size += depth && key.length
    if (key === '__proto__' || size > left) return omit()
    left -= size
    return value
  }

  const write = (value: unknown) => JSON.stringify(value, replace) as string | undefined
  try {
    return write(value)
  } catch {
    // A getter or a toJSON that throws ends the whole: then each property is taken by itself.
  }
  const root = name
  const parts: string[] = []
  omitted.length = before
  left = most
  try {
    for (const key of Object.keys(value as object)) {
      path.splice(0, MAX_DEPTH, (name = `${root}.${key}`))
      try {
        const part = mask?.names.includes(key) ? '"***"' : write((value as never)[key])
        if (part) parts.push(`${JSON.stringify(key)}:${part}`)
      } catch {
        omit()
      }
    }
    return `{${parts}}`
  } catch {
    path.splice(0, MAX_DEPTH, root)
    omit()
  }
}

/** The short way, for an object that holds nothing but a few texts, numbers, booleans and null, as most do. */
function flat(value: unknown, most: number): string | undefined {
  try {
    if (Object.getPrototypeOf(value) !== Object.prototype) return
    for (const key in value as JsonObject) {
      const one = (value as JsonObject)[key]
      const type = typeof one
      if (key === '__proto__' || !(type === 'string' || type === 'boolean' || one == null || Number.isFinite(one)))
        return
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
