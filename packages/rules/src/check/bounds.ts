import { canonical, isObject } from '../json.js'
import type { Condition } from '../matches.js'
import { accepts, isOperators } from '../matches.js'
import { conjuncts } from './conditions.js'

/** Conditions that must all hold, taken apart: what is expected of each attribute, one operator at a time. */
interface Parts {
  readonly expected: ReadonlyMap<string, readonly unknown[]>
  /** `$or`, `$nor` and `$not`, with what they join. */
  readonly joins: readonly (readonly [string, unknown])[]
}

const known = new WeakMap<Condition, Parts>()

function partsOf(conditions: readonly (Condition | undefined)[]): Parts {
  const all = conditions.flatMap((condition) => (condition ? partsOfOne(condition) : []))
  if (all.length === 1) return all[0]!
  const expected = new Map<string, readonly unknown[]>()
  for (const parts of all)
    for (const [path, own] of parts.expected) expected.set(path, [...(expected.get(path) ?? []), ...own])
  return { expected, joins: all.flatMap(({ joins }) => joins) }
}

/** The same condition is compared with many others, so that its parts are kept for as long as it is. */
function partsOfOne(condition: Condition): Parts {
  const before = known.get(condition)
  if (before) return before
  const expected = new Map<string, unknown[]>()
  const joins: [string, unknown][] = []
  for (const part of conjuncts(condition)) {
    for (const key of Object.keys(part)) {
      if (/^\$(or|nor|not)$/.test(key)) joins.push([key, part[key]])
      else if (key !== '$and') expected.set(key, [...(expected.get(key) ?? []), ...singles(part[key])])
    }
  }
  const parts = { expected, joins }
  if (isObject(condition)) known.set(condition, parts)
  return parts
}

const singles = (expected: unknown): unknown[] =>
  isOperators(expected) ? Object.keys(expected).map((name) => ({ [name]: expected[name] })) : [expected]

/** Where a set of conditions, all of which must hold, contradicts itself; null where it need not. */
export function isContradictory(...conditions: (Condition | undefined)[]): { name: string; parts: string[] } | null {
  const { expected, joins } = partsOf(conditions)
  for (const [name, all] of expected) {
    const clash = clashIn(name, all)
    if (clash) return { name, parts: clash.map((one) => JSON.stringify(one)) }
  }
  for (const [name, branches] of joins) {
    if (name !== '$or' || !Array.isArray(branches) || !branches.length || branches.length > 20) continue
    const others = { $and: [...expected].flatMap(([path, all]) => all.map((one) => ({ [path]: one }))) }
    const found = branches.map((one) => isContradictory(one, others))
    if (found.every((one) => one)) return found[0]!
  }
  return null
}

/** Two things that cannot both be true of one value. */
function clashIn(name: string, all: readonly unknown[]): unknown[] | null {
  for (const one of all) {
    const values = valuesOf(one, name)
    const other = values ? all.find((other) => values.every((value) => takes(other, value) === false)) : undefined
    if (other !== undefined) return other === one ? [one] : [one, other]
  }
  for (const low of all) {
    const above = limit(low, ['$gt', '$gte'])
    for (const high of above ? all : []) {
      const below = limit(high, ['$lt', '$lte'])
      const apart = below && (above!.at > below.at || (above!.at === below.at && !(above!.equal && below.equal)))
      if (apart) return [low, high]
    }
  }
  return null
}

/** The values that satisfy one expectation, where they can be listed. Of an attribute that may be a list, `$in` lists none. */
function valuesOf(expected: unknown, name: string): readonly unknown[] | null {
  if (!isObject(expected)) return Array.isArray(expected) ? null : [expected]
  if ('$eq' in expected) return Array.isArray(expected.$eq) ? null : [expected.$eq]
  if (expected.$exists === false) return [null]
  if (!('$in' in expected) || !Array.isArray(expected.$in)) return null
  return expected.$in.length && /^(tags|audiences|user|device|page|live)\b/.test(name) ? null : expected.$in
}

function limit(expected: unknown, [open, closed]: [string, string]): { at: number; equal: boolean } | null {
  if (!isObject(expected)) return null
  const found = [open, closed].find((name) => typeof expected[name] === 'number')
  return found === undefined ? null : { at: expected[found] as number, equal: found === closed }
}

/** Whether everybody who satisfies all of the first conditions surely satisfies the second. Not every such pair is recognised. */
export function implies(given: readonly (Condition | undefined)[], wanted: Condition | undefined): boolean {
  const target = partsOf([wanted])
  const parts = given.flatMap((condition) => (condition ? partsOfOne(condition) : []))
  const isGiven = (name: string, one: unknown) =>
    parts.some(({ expected }) => expected.get(name)?.some((other) => isStricter(other, one, name)))
  return (
    [...target.expected].every(([name, all]) => all.every((one) => isGiven(name, one))) &&
    target.joins.every(
      (join) =>
        parts.some(({ joins }) => joins.some((other) => canonical(other) === canonical(join))) ||
        (join[0] === '$or' && Array.isArray(join[1]) && join[1].some((one) => implies(given, one))),
    )
  )
}

/** Whether a value that is as `a` wants it is surely as `b` wants it too. */
function isStricter(a: unknown, b: unknown, name: string): boolean {
  if (canonical(a) === canonical(b)) return true
  const values = valuesOf(a, name)
  if (values?.length) return values.every((value) => takes(b, value) === true)
  for (const [open, closed, sign] of [['$gt', '$gte', 1] as const, ['$lt', '$lte', -1] as const]) {
    const [own, other] = [limit(a, [open, closed]), limit(b, [open, closed])]
    if (own && other) return own.at * sign > other.at * sign || (own.at === other.at && (other.equal || !own.equal))
  }
  return false
}

/** Whether a value is as expected; undefined where that cannot be known. */
export function takes(expected: unknown, value: unknown): boolean | undefined {
  try {
    return accepts(expected, value, {})
  } catch {
    return undefined
  }
}
