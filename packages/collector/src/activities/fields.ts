import { isObject } from '../isObject.js'
import { isoTime } from '../isoTime.js'
import type { Problem } from '../problem.js'

/** What one field of a definition must be. */
export interface Field {
  readonly needed: boolean
  /** What to write, as it follows "must be". */
  readonly what: string
  holds(value: unknown): boolean
  /** The fields of an object, or of each item of a list. */
  readonly inner?: Fields
}

/** The fields of an object by their names. */
export type Fields = Readonly<Record<string, Field>>

/** The most points or cents in one place: sums of many of them stay exact. */
const most = 1_000_000_000_000

export const whole = (least: number, top = most): Field => ({
  needed: true,
  what: `a whole number from ${least} to ${top}`,
  holds: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= top,
})

export const text = (length: number): Field => ({
  needed: true,
  what: `text of 1 to ${length} characters`,
  holds: (value) => typeof value === 'string' && value.length > 0 && value.length <= length,
})

export const oneOf = (...names: readonly string[]): Field => ({
  needed: true,
  what: `one of ${names.join(', ')}`,
  holds: (value) => typeof value === 'string' && names.includes(value),
})

export const time: Field = {
  needed: true,
  what: 'an ISO 8601 time with its zone, such as 2026-12-01T20:00:00+08:00',
  holds: (value) => !Number.isNaN(isoTime(value)),
}

export const clock: Field = {
  needed: true,
  what: 'a time of day such as 05:00',
  holds: (value) => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
}

export const zone: Field = {
  needed: true,
  what: 'a time zone such as Asia/Shanghai or +08:00',
  holds(value) {
    if (typeof value !== 'string') return false
    if (/^[+-]([01]\d|2[0-3]):[0-5]\d$/.test(value)) return true
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
    } catch {
      return false
    }
  },
}

export const flag: Field = { needed: true, what: 'true or false', holds: (value) => typeof value === 'boolean' }

export const object = (inner: Fields): Field => ({ needed: true, what: 'an object', holds: isObject, inner })

export const texts = (count: number, length: number): Field => ({
  needed: true,
  what: `a list of 1 to ${count} different texts of 1 to ${length} characters`,
  holds: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= count &&
    value.every(text(length).holds) &&
    new Set(value).size === value.length,
})

export const list = (count: number, inner: Fields): Field => ({
  needed: true,
  what: `a list of 1 to ${count} objects`,
  holds: (value) => Array.isArray(value) && value.length > 0 && value.length <= count && value.every(isObject),
  inner,
})

export const optional = (field: Field): Field => ({ ...field, needed: false })

/** All that is wrong with the fields of an object: what is missing, what is not as it must be, and what has no meaning. */
export function wrongFields(value: Record<string, unknown>, fields: Fields, path = ''): Problem[] {
  const names = Object.keys(fields)
  const unknown = Object.keys(value)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name) => ({
      path: path + name,
      code: 'unknown',
      message: `${path}${name} means nothing here: ${known(names)}`,
    }))
  return [...names.flatMap((name) => wrongField(value[name], fields[name]!, path + name)), ...unknown]
}

function wrongField(value: unknown, { needed, what, holds, inner }: Field, path: string): Problem[] {
  if (value === undefined) return needed ? [{ path, code: 'missing', message: `${path} must be ${what}` }] : []
  if (!holds(value)) return [{ path, code: 'invalid', message: `${path} must be ${what}` }]
  if (!inner) return []
  if (!Array.isArray(value)) return wrongFields(value as Record<string, unknown>, inner, `${path}.`)
  return value.flatMap((item, index) => wrongFields(item, inner, `${path}.${index}.`))
}

const known = (names: readonly string[]) => `the fields are ${names.join(', ')}`
