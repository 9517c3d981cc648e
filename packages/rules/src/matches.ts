import { has, isObject, read, rootOf, UNKNOWN } from './json.js'

/** A condition in GrowthBook's language: attribute paths with values or operators, joined by `$and`, `$or`, `$nor`, `$not`. */
export type Condition = { [pathOrOperator: string]: unknown }

export interface MatchOptions {
  /** Lists that `$inGroup` and `$notInGroup` name. */
  savedGroups?: { readonly [name: string]: readonly unknown[] } | undefined
  /** Lets `$regex` and `$regexi` work. A published config must not use them: a pattern can hang a page. */
  allowRegex?: boolean | undefined
  /** Attributes that are not there at all, not even as null, are unknown. */
  strict?: boolean | undefined
}

/** True, false, or undefined: it depends on what is not known here, such as an operator of a newer version. */
export type Truth = boolean | undefined

/** Names of which nobody knows whether they belong to a list of names, such as tags. */
export type Names = string[] & { unknown?: string[] }

/**
 * Whether attributes satisfy a condition. Never throws; what cannot be decided does not match.
 * Semantics: GrowthBook's public cases, with paths over own properties only, and unknown operators unknown even under `$not`.
 */
export function matches(condition: unknown, attributes: unknown, options: MatchOptions = {}): boolean {
  return truthOf(condition, attributes, options) === true
}

/** The three-valued form of `matches`. */
export function truthOf(condition: unknown, attributes: unknown, options: MatchOptions): Truth {
  try {
    return evaluate(condition, attributes, options)
  } catch {
    // What JSON cannot carry, or nested deeper than the stack.
    return
  }
}

/** Whether this SDK knows an operator. */
export const isKnown = (operator: string): boolean => has(operators, operator)

/** Whether this SDK knows every operator of a published condition. */
export const isUnderstood = (condition: unknown): boolean =>
  (JSON.stringify(condition ?? {}).match(/"\$\w+":/g) ?? [])
    .map((key) => key.slice(1, -2))
    .every((name) => isJoin(name) || (isKnown(name) && !name.startsWith('$regex')))

/** Whether what stands behind a path is operators rather than a value to equal. */
export function isOperators(expected: unknown): expected is Record<string, unknown> {
  const keys = isObject(expected) ? Object.keys(expected) : []
  return keys.length > 0 && keys.every((key) => key[0] === '$')
}

/** Whether a key joins conditions rather than names a path. */
export const isJoin = (key: string): boolean => /^\$(and|or|nor|not)$/.test(key)

function evaluate(condition: unknown, attributes: unknown, options: MatchOptions): Truth {
  if (!isObject(condition)) return
  return every(Object.keys(condition), (key) => {
    const expected = condition[key]
    if (key[0] === '$' && isJoin(key)) {
      const test = (one: unknown) => evaluate(one, attributes, options)
      if (key === '$not') return not(test(expected))
      if (!Array.isArray(expected)) return
      if (key === '$and') return every(expected, test)
      const any = !expected.length || some(expected, test)
      return key === '$or' ? any : not(any)
    }
    // A name with a dollar is an attribute only where there is one; otherwise it is a join that nobody knows.
    if ((options.strict || key[0] === '$') && !has(attributes as object, rootOf(key))) return
    return accepts(expected, read(attributes, key), options)
  })
}

/** Whether one value satisfies what a condition says of it. */
export function accepts(expected: unknown, actual: unknown, options: MatchOptions, fold?: boolean): Truth {
  if (actual === UNKNOWN) return
  if (typeof expected === 'string') return fold ? lower(`${actual}`) === lower(expected) : `${actual}` === expected
  if (typeof expected === 'number') return (actual as number) * 1 === expected
  if (typeof expected === 'boolean') return actual !== null && !!actual === expected
  if (expected === null) return actual === null
  if (!isOperators(expected)) return JSON.stringify(actual) === JSON.stringify(expected)
  return every(Object.keys(expected), (name) =>
    isKnown(name) ? operators[name]!(actual as Comparable, expected[name] as Comparable, options) : undefined,
  )
}

const not = (truth: Truth): Truth => (truth === undefined ? truth : !truth)

/** Whether all are true: one that is false decides, otherwise one that is unknown does. */
function every<T>(list: readonly T[], test: (item: T) => Truth): Truth {
  let result: Truth = true
  for (const item of list) {
    const truth = test(item)
    if (truth === false) return truth
    if (truth === undefined) result = truth
  }
  return result
}

const some = <T>(list: readonly T[], test: (item: T) => Truth): Truth => not(every(list, (item) => not(test(item))))

/** JavaScript's own comparison is what GrowthBook uses, coercion included. */
type Comparable = string

type Operator = (actual: Comparable, expected: Comparable, options: MatchOptions) => Truth

const comparisons: Record<string, Operator> = {
  eq: (actual, expected) => actual === expected,
  ne: (actual, expected) => actual !== expected,
  lt: (actual, expected) => actual < expected,
  lte: (actual, expected) => actual <= expected,
  gt: (actual, expected) => actual > expected,
  gte: (actual, expected) => actual >= expected,
}

/** An operator that looks for a value, or any of a list of values, in a list. */
const membership =
  (fold?: boolean): Operator =>
  (actual, expected) => {
    const among = (value: unknown) => (expected as unknown as unknown[]).some((one) => same(one, value))
    const same = (a: unknown, b: unknown) => (fold ? lower(a) === lower(b) : a === b)
    if (!Array.isArray(actual)) return among(actual)
    return actual.some(among) || ((actual as Names).unknown?.some(among) ? undefined : false)
  }

const isIn = membership()
const isInFold = membership(true)

const lists =
  (operator: Operator): Operator =>
  (actual, expected, options) =>
    Array.isArray(expected) && operator(actual, expected as unknown as string, options)

const negated =
  (operator: Operator): Operator =>
  (actual, expected, options) =>
    not(operator(actual, expected, options))

const inGroup: Operator = (actual, name, { savedGroups = {} }) =>
  isIn(actual, (has(savedGroups, name) ? savedGroups[name] : []) as unknown as string, {})

const all =
  (fold?: boolean): Operator =>
  (actual, expected, options) =>
    Array.isArray(actual) &&
    Array.isArray(expected) &&
    every(expected as unknown[], (one) => some(actual as unknown[], (item) => accepts(one, item, options, fold)))

const text =
  (method: 'startsWith' | 'endsWith' | 'includes'): Operator =>
  (actual, expected) =>
    typeof actual === 'string' && actual[method](expected)

const regex =
  (flags?: string): Operator =>
  (actual, pattern, { allowRegex }) => {
    if (!allowRegex) return
    try {
      return new RegExp(pattern, flags).test(actual)
    } catch {
      return false
    }
  }

const operators: Record<string, Operator> = {
  $exists: (actual, expected) => (actual === null) === !expected,
  $in: lists(isIn),
  $nin: lists(negated(isIn)),
  $ini: lists(isInFold),
  $nini: lists(negated(isInFold)),
  $inGroup: inGroup,
  $notInGroup: negated(inGroup),
  $all: all(),
  $alli: all(true),
  $not: (actual, expected, options) => not(accepts(expected, actual, options)),
  $size: (actual, expected, options) => Array.isArray(actual) && accepts(expected, actual.length, options),
  $elemMatch: (actual, expected, options) =>
    Array.isArray(actual) &&
    some(actual as unknown[], (item) =>
      item
        ? isOperators(expected)
          ? accepts(expected, item, options)
          : evaluate(expected, item, { ...options, strict: false })
        : false,
    ),
  $type: (actual, expected) =>
    (actual === null ? 'null' : Array.isArray(actual) ? 'array' : typeof actual) === expected,
  $startsWith: text('startsWith'),
  $endsWith: text('endsWith'),
  $contains: text('includes'),
  $regex: regex(),
  $regexi: regex('i'),
}

for (const name of Object.keys(comparisons)) {
  const compare = comparisons[name]!
  operators[`$${name}`] = compare
  operators[`$v${name}`] = (actual, expected, options) => compare(version(actual), version(expected), options)
}

const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)

/** A version as a string that sorts as versions do: numbers padded, a release after its own pre-releases. */
function version(input: unknown): string {
  const text = typeof input === 'number' ? `${input}` : typeof input === 'string' && input ? input : '0'
  const parts = text.replace(/^v|\+[\s\S]*/g, '').split(/[-.]/)
  if (parts.length === 3) parts.push('~')
  return parts.map((part) => (/^\d+$/.test(part) ? part.padStart(5) : part)).join('-')
}
