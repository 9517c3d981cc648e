import { isOperators } from '../matches.js'
import type { Clause } from './checkValues.js'
import type { Naming } from './naming.js'

/** A clause that did not hold: `"orders" is 1 and must be at least 3`. */
export function clauseInEnglish({ path, expected, actual }: Clause, naming: Naming): string {
  if (path.startsWith('$')) return joined(path, expected, naming)
  return `"${path}" is ${worth(actual, path, naming)} and must be ${expectedInEnglish(expected, path, naming)}`
}

const MUST: { readonly [join: string]: string } = {
  $or: 'one of these must hold',
  $and: 'all of these must hold',
  $nor: 'none of these may hold',
  $not: 'this may not hold',
}

function joined(join: string, conditions: unknown, naming: Naming): string {
  const all = (Array.isArray(conditions) ? conditions : [conditions]).map((one) => condition(one, naming))
  return `${MUST[join] ?? join}: ${all.join(join === '$and' ? '; and ' : '; or ')}`
}

function condition(given: unknown, naming: Naming): string {
  const entries = Object.entries(Object(given))
  return entries
    .map(([path, expected]) =>
      path.startsWith('$')
        ? joined(path, expected, naming)
        : `"${path}" is ${expectedInEnglish(expected, path, naming)}`,
    )
    .join(' and ')
}

function expectedInEnglish(expected: unknown, path: string, naming: Naming): string {
  if (!isOperators(expected)) return worth(expected, path, naming)
  return Object.keys(expected)
    .map((name) =>
      (OPERATORS[name] ?? ((value) => `${name} ${value}`))(worth(expected[name], path, naming), expected[name]),
    )
    .join(' and ')
}

const OPERATORS: { readonly [operator: string]: (value: string, operand: unknown) => string } = {
  $eq: (value) => value,
  $ne: (value) => `other than ${value}`,
  $lt: (value) => `less than ${value}`,
  $lte: (value) => `at most ${value}`,
  $gt: (value) => `more than ${value}`,
  $gte: (value) => `at least ${value}`,
  $exists: (_, operand) => (operand ? 'there' : 'missing'),
  $in: (value) => `one of ${value}`,
  $nin: (value) => `none of ${value}`,
  $ini: (value) => `one of ${value}, in any case of letters`,
  $nini: (value) => `none of ${value}, in any case of letters`,
  $inGroup: (value) => `in the list ${value}`,
  $notInGroup: (value) => `outside the list ${value}`,
  $all: (value) => `a list with all of ${value}`,
  $startsWith: (value) => `a text that begins with ${value}`,
  $endsWith: (value) => `a text that ends with ${value}`,
  $contains: (value) => `a text that holds ${value}`,
  $veq: (value) => `version ${value}`,
  $vne: (value) => `another version than ${value}`,
  $vgt: (value) => `a later version than ${value}`,
  $vgte: (value) => `version ${value} or later`,
  $vlt: (value) => `an earlier version than ${value}`,
  $vlte: (value) => `version ${value} or earlier`,
}

function worth(value: unknown, path: string, naming: Naming): string {
  if (value === null || value === undefined) return 'missing'
  if (Array.isArray(value)) return value.length ? value.map((one) => worth(one, path, naming)).join(', ') : 'none'
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'unknown'
  return path === 'tags' ? naming.tag(value) : path === 'audiences' ? naming.audience(value) : JSON.stringify(value)
}
