import { has, isObject, read } from './json.js'

/** A condition in GrowthBook's language: attribute paths with values or operators, joined by `$and`, `$or`, `$nor`, `$not`. */
export type Condition = { [pathOrOperator: string]: unknown }

export interface MatchOptions {
  /** Lists that `$inGroup` and `$notInGroup` name. */
  savedGroups?: { readonly [name: string]: readonly unknown[] } | undefined
  /** Lets `$regex` and `$regexi` work. A published config must not use them: a pattern can hang a page. */
  allowRegex?: boolean | undefined
}

/** True, false, or undefined: it depends on an operator that is not known here. */
export type Truth = boolean | undefined

/**
 * Whether attributes satisfy a condition. Never throws; what cannot be decided does not match.
 * Semantics: GrowthBook's public cases, with paths over own properties only and unknown operators unknown even under `$not`.
 */
export function matches(condition: unknown, attributes: unknown, options: MatchOptions = {}): boolean {
  try {
    return evaluate(condition, attributes, options) === true
  } catch {
    return false
  }
}

/** The three-valued form of `matches`. May throw on what JSON cannot carry. */
export function evaluate(condition: unknown, attributes: unknown, options: MatchOptions): Truth {
  if (!isObject(condition)) return
  let result: Truth = true
  for (const key of Object.keys(condition)) {
    const expected = condition[key]
    const truth =
      key === '$and' || key === '$or' || key === '$nor' || key === '$not'
        ? joined(key, expected, attributes, options)
        : accepts(expected, read(attributes, key), options)
    if (truth === false) return false
    if (truth === undefined) result = truth
  }
  return result
}

/** Whether one value satisfies what a condition says of it. */
export function accepts(expected: unknown, actual: unknown, options: MatchOptions, fold = false): Truth {
  if (typeof expected === 'string') return fold ? lower(`${actual}`) === lower(expected) : `${actual}` === expected
  if (typeof expected === 'number') return (actual as number) * 1 === expected
  if (typeof expected === 'boolean') return actual !== null && !!actual === expected
  if (expected === null) return actual === null
  if (!isOperators(expected)) return JSON.stringify(actual) === JSON.stringify(expected)
  let result: Truth = true
  for (const name of Object.keys(expected)) {
    const operator = has(operators, name) ? operators[name] : undefined
    const truth = operator?.(actual as Comparable, expected[name] as Comparable, options)
    if (truth === false) return false
    if (truth === undefined) result = truth
  }
  return result
}

/** Whether this SDK knows an operator. */
export const isKnown = (operator: string): boolean => has(operators, operator)

/** Whether what stands behind a path is operators rather than a value to equal. */
export function isOperators(expected: unknown): expected is Record<string, unknown> {
  const keys = isObject(expected) ? Object.keys(expected) : []
  return keys.length > 0 && keys.every((key) => key[0] === '$')
}

/** JavaScript's own comparison is what GrowthBook uses, coercion included. */
type Comparable = string

type Operator = (actual: Comparable, expected: Comparable, options: MatchOptions) => Truth

const operators: Record<string, Operator> = {
  $eq: (actual, expected) => actual === expected,
  $ne: (actual, expected) => actual !== expected,
  $lt: (actual, expected) => actual < expected,
  $lte: (actual, expected) => actual <= expected,
  $gt: (actual, expected) => actual > expected,
  $gte: (actual, expected) => actual >= expected,
  $exists: (actual, expected) => (expected ? actual !== null : actual === null),
  $in: (actual, expected) => Array.isArray(expected) && isIn(actual, expected),
  $nin: (actual, expected) => Array.isArray(expected) && !isIn(actual, expected),
  $ini: (actual, expected) => Array.isArray(expected) && isIn(actual, expected, true),
  $nini: (actual, expected) => Array.isArray(expected) && !isIn(actual, expected, true),
  $inGroup: (actual, expected, options) => isIn(actual, group(expected, options)),
  $notInGroup: (actual, expected, options) => !isIn(actual, group(expected, options)),
  $all: (actual, expected, options) => hasAll(actual, expected, options),
  $alli: (actual, expected, options) => hasAll(actual, expected, options, true),
  $not: (actual, expected, options) => not(accepts(expected, actual, options)),
  $size: (actual, expected, options) => Array.isArray(actual) && accepts(expected, actual.length, options),
  $elemMatch: (actual, expected, options) =>
    Array.isArray(actual) &&
    some(actual, (item) =>
      item ? (isOperators(expected) ? accepts(expected, item, options) : evaluate(expected, item, options)) : false,
    ),
  $type: (actual, expected) =>
    (actual === null ? 'null' : Array.isArray(actual) ? 'array' : typeof actual) === expected,
  $startsWith: (actual, expected) => typeof actual === 'string' && actual.startsWith(expected),
  $endsWith: (actual, expected) => typeof actual === 'string' && actual.endsWith(expected),
  $contains: (actual, expected) => typeof actual === 'string' && actual.includes(expected),
  $regex: (actual, expected, options) => regex(actual, expected, options),
  $regexi: (actual, expected, options) => regex(actual, expected, options, 'i'),
  $veq: (actual, expected) => version(actual) === version(expected),
  $vne: (actual, expected) => version(actual) !== version(expected),
  $vgt: (actual, expected) => version(actual) > version(expected),
  $vgte: (actual, expected) => version(actual) >= version(expected),
  $vlt: (actual, expected) => version(actual) < version(expected),
  $vlte: (actual, expected) => version(actual) <= version(expected),
}

function joined(key: string, expected: unknown, attributes: unknown, options: MatchOptions): Truth {
  if (key === '$not') return not(evaluate(expected, attributes, options))
  if (!Array.isArray(expected)) return
  if (key === '$and') return not(some(expected, (one) => not(evaluate(one, attributes, options))))
  const any = !expected.length || some(expected, (one) => evaluate(one, attributes, options))
  return key === '$or' ? any : not(any)
}

const not = (truth: Truth): Truth => (truth === undefined ? truth : !truth)

function some(list: readonly unknown[], test: (item: unknown) => Truth): Truth {
  let result: Truth = false
  for (const item of list) {
    const truth = test(item)
    if (truth) return true
    if (truth === undefined) result = truth
  }
  return result
}

const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)

function isIn(actual: unknown, expected: readonly unknown[], fold?: boolean): boolean {
  if (fold) return isIn(Array.isArray(actual) ? actual.map(lower) : lower(actual), expected.map(lower))
  return Array.isArray(actual) ? actual.some((item) => expected.includes(item)) : expected.includes(actual)
}

function group(name: string, { savedGroups }: MatchOptions): readonly unknown[] {
  const list = savedGroups && has(savedGroups, name) ? savedGroups[name] : []
  return Array.isArray(list) ? list : []
}

function hasAll(actual: unknown, expected: unknown, options: MatchOptions, fold?: boolean): Truth {
  if (!Array.isArray(actual) || !Array.isArray(expected)) return false
  return not(some(expected, (one) => not(some(actual, (item) => accepts(one, item, options, fold)))))
}

function regex(actual: string, pattern: string, { allowRegex }: MatchOptions, flags?: string): Truth {
  if (!allowRegex) return
  try {
    return new RegExp(pattern, flags).test(actual)
  } catch {
    return false
  }
}

/** A version as a string that sorts as versions do: numbers padded, a release after its own pre-releases. */
function version(input: unknown): string {
  const text = typeof input === 'number' ? `${input}` : typeof input === 'string' && input ? input : '0'
  const parts = text.replace(/(^v|\+.*$)/g, '').split(/[-.]/)
  if (parts.length === 3) parts.push('~')
  return parts.map((part) => (/^\d+$/.test(part) ? part.padStart(5) : part)).join('-')
}
