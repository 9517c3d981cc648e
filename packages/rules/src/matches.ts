import { attempt, bare, isObject, read, UNKNOWN } from './json.js'

/** A condition in GrowthBook's language: attribute paths with values or operators, joined by `$and`, `$or`, `$nor`, `$not`. */
export type Condition = { [pathOrOperator: string]: unknown }

export interface MatchOptions {
  /** Lists that `$inGroup` and `$notInGroup` name. */
  savedGroups?: { readonly [name: string]: readonly unknown[] } | undefined
  /** Lets `$regex` and `$regexi` work. A published config must not use them: a pattern can hang a page. */
  allowRegex?: boolean | undefined
}

/** True, false, or undefined: it depends on what is not known here, such as an operator of a newer version. */
export type Truth = boolean | undefined

/** What stands at a path; null where there is nothing. */
export type Get = (path: string) => unknown

/** Names of which nobody knows whether they belong to a list of names, such as tags. */
export type Names = string[] & { unknown?: string[] }

/**
 * Whether attributes satisfy a condition. Never throws; what cannot be decided does not match.
 * Semantics: GrowthBook's public cases, with paths over own properties only, and unknown operators unknown even under `$not`.
 */
export const matches = (condition: unknown, attributes: unknown, options: MatchOptions = {}): boolean =>
  truthOf(condition, (path) => read(attributes, path), options) === true

/** The three-valued form of `matches`, over whatever knows the values of paths. */
export function truthOf(condition: unknown, get: Get, options: MatchOptions): Truth {
  try {
    return evaluate(condition, get, options)
  } catch {
    // What JSON cannot carry, or nested deeper than the stack, cannot be decided.
  }
}

/** Whether this SDK knows an operator. */
export const isKnown = (operator: string): boolean => operator in operators

/** Whether this SDK knows every operator of a published condition. */
export const isUnderstood = (condition: unknown): boolean =>
  [...JSON.stringify(condition ?? {}).matchAll(/"(\$\w+)":/g)].every(
    ([, name]) => isJoin(name!) || (isKnown(name!) && !/^.regex/.test(name!)),
  )

/** Whether what stands behind a path is operators rather than a value to equal. */
export function isOperators(expected: unknown): expected is Record<string, unknown> {
  const keys = isObject(expected) ? Object.keys(expected) : []
  for (let i = 0; i < keys.length; i++) if (keys[i]![0] !== '$') return false
  return keys.length > 0
}

/** Whether a key joins conditions rather than names a path. */
export const isJoin = (key: string): boolean => /^\$(and|or|nor|not)$/.test(key)

function evaluate(condition: unknown, get: Get, options: MatchOptions): Truth {
  if (!isObject(condition)) return
  let result: Truth = true
  // Few calls and no closures, since the first decisions of a page are taken by code that is not compiled yet; and no
  // reads by name, since every condition has names of its own.
  const keys = Object.keys(condition)
  const members = Object.values(condition)
  for (let i = 0; i < keys.length; i++) {
    const truth = clause(members[i], keys[i]!, get, options)
    if (truth === false) return truth
    if (truth === undefined) result = truth
  }
  return result
}

function clause(expected: unknown, key: string, get: Get, options: MatchOptions): Truth {
  if (key[0] === '$') {
    const test = (one: unknown) => evaluate(one, get, options)
    if (key === '$not') return not(test(expected))
    if (isJoin(key)) {
      if (!Array.isArray(expected)) return
      if (key === '$and') return every(expected, test)
      const any = !expected.length || some(expected, test)
      return key === '$or' ? any : not(any)
    }
    // A name with a dollar is an attribute only where there is one; otherwise it is a join that nobody knows.
    if (get(key) === null) return
  }
  return accepts(expected, get(key), options)
}

/** Whether one value satisfies what a condition says of it. */
export function accepts(expected: unknown, actual: unknown, options: MatchOptions, fold?: boolean): Truth {
  if (actual === UNKNOWN || (isUnsure(actual) && !isOperators(expected))) return
  if (typeof expected === 'string') return fold ? lower(`${actual}`) === lower(expected) : `${actual}` === expected
  if (typeof expected === 'number') return (actual as number) * 1 === expected
  if (typeof expected === 'boolean') return actual !== null && !!actual === expected
  if (expected === null) return actual === null
  if (!isOperators(expected)) return JSON.stringify(actual) === JSON.stringify(expected)
  let result: Truth = true
  const names = Object.keys(expected)
  for (let i = 0; i < names.length; i++) {
    const truth = operators[names[i]!]?.(actual, expected[names[i]!], options)
    if (truth === false) return truth
    if (truth === undefined) result = truth
  }
  return result
}

/** Whether a list of names may hold more than it does. */
export const isUnsure = (value: unknown): boolean => Array.isArray(value) && !!(value as Names).unknown?.[0]

const not = (truth: Truth): Truth => (truth === undefined ? truth : !truth)

/** Whether a test is true of all: one that is false decides, otherwise one that is unknown does. */
function every<T>(list: readonly T[], test: (item: T) => Truth): Truth {
  let result: Truth = true
  for (const item of list) {
    const truth = test(item)
    if (truth === false) return truth
    if (truth === undefined) result = truth
  }
  return result
}

const some = (list: readonly unknown[], test: (item: unknown) => Truth): Truth =>
  not(every(list, (item) => not(test(item))))

/** What an operator makes of an actual and an expected value. */
// biome-ignore lint/suspicious/noExplicitAny: JavaScript's own comparison is what GrowthBook uses, coercion included
export type Operator = (actual: any, expected: any, options: MatchOptions) => Truth

const comparisons: Record<string, Operator> = {
  eq: (actual, expected) => actual === expected,
  ne: (actual, expected) => actual !== expected,
  lt: (actual, expected) => actual < expected,
  lte: (actual, expected) => actual <= expected,
  gt: (actual, expected) => actual > expected,
  gte: (actual, expected) => actual >= expected,
}

const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)
const itself = (value: unknown) => value

/** An operator that looks for a value, or any of a list of values, in a list. */
const membership =
  (fold: (value: unknown) => unknown): Operator =>
  (actual, expected) => {
    if (!Array.isArray(expected)) return false
    if (!Array.isArray(actual)) return expected.some((one) => fold(one) === fold(actual))
    // Both may be long.
    const wanted = new Set(expected.map(fold))
    const among = (value: unknown) => wanted.has(fold(value))
    return actual.some(among) || ((actual as Names).unknown?.some(among) ? undefined : false)
  }

/** The opposite; both are false where there is no list to look in. */
const negated =
  (operator: Operator): Operator =>
  (actual, expected, options) =>
    Array.isArray(expected) && not(operator(actual, expected, options))

/** An operator that looks into a list: what it misses there may be among the names that nobody knows. */
const inList =
  (test: Operator): Operator =>
  (actual, expected, options) => {
    const truth = Array.isArray(actual) && test(actual, expected, options)
    return truth === false && isUnsure(actual) ? undefined : truth
  }

const all = (fold?: boolean): Operator =>
  inList(
    (actual, expected, options) =>
      Array.isArray(expected) && every(expected, (one) => some(actual, (item) => accepts(one, item, options, fold))),
  )

const text =
  (method: 'startsWith' | 'endsWith' | 'includes'): Operator =>
  (actual, expected) =>
    typeof actual === 'string' && actual[method](expected)

const regex =
  (flags?: string): Operator =>
  (actual, pattern, { allowRegex }) =>
    allowRegex ? attempt(() => new RegExp(pattern, flags).test(actual), false) : undefined

const grouped =
  (operator: Operator): Operator =>
  (actual, name, { savedGroups }) =>
    operator(actual, bare<unknown>(savedGroups)[name] ?? [], {})

const isIn = membership(itself)
const isInFold = membership(lower)

/** What each operator makes of an actual and an expected value. */
export const operators = bare<Operator>({
  $exists: (actual: unknown, expected: unknown) => (actual === null) === !expected,
  $in: isIn,
  $nin: negated(isIn),
  $ini: isInFold,
  $nini: negated(isInFold),
  $inGroup: grouped(isIn),
  $notInGroup: grouped(negated(isIn)),
  $all: all(),
  $alli: all(true),
  $not: (actual, expected, options) => not(accepts(expected, actual, options)),
  $size: (actual, expected, options) =>
    isUnsure(actual) ? undefined : Array.isArray(actual) && accepts(expected, actual.length, options),
  $elemMatch: inList((actual, expected, options) =>
    some(
      actual,
      (item) =>
        !!item &&
        (isOperators(expected)
          ? accepts(expected, item, options)
          : evaluate(expected, (path) => read(item, path), options)),
    ),
  ),
  $type: (actual, expected) =>
    (actual === null ? 'null' : Array.isArray(actual) ? 'array' : typeof actual) === expected,
  $startsWith: text('startsWith'),
  $endsWith: text('endsWith'),
  $contains: text('includes'),
  $regex: regex(),
  $regexi: regex('i'),
} satisfies Record<string, Operator>)

for (const name of Object.keys(comparisons)) {
  const compare = comparisons[name]!
  operators[`$${name}`] = compare
  operators[`$v${name}`] = (actual, expected, options) => compare(version(actual), version(expected), options)
}

/** A version as a string that sorts as versions do: numbers padded, a release after its own pre-releases. */
function version(input: unknown): string {
  const text = typeof input === 'number' ? `${input}` : typeof input === 'string' && input ? input : '0'
  const parts = text.replace(/^v|\+[\s\S]*/g, '').split(/[-.]/)
  if (parts.length === 3) parts.push('~')
  return parts.map((part) => (/^\d+$/.test(part) ? part.padStart(5) : part)).join('-')
}
