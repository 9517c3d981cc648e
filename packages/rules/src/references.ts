import { isObject } from './json.js'
import { isJoin, isKnown, isOperators } from './matches.js'

/** What a condition depends on, known without evaluating it. */
export interface References {
  /** The attribute paths that it reads. */
  readonly paths: Set<string>
  /** The names that it looks for in `tags` and in `audiences`. */
  readonly tags: Set<string>
  readonly audiences: Set<string>
  /** Operators that this SDK does not know, and those that a published config must not use. */
  readonly unknown: Set<string>
}

export const noReferences = (): References => ({
  paths: new Set(),
  tags: new Set(),
  audiences: new Set(),
  unknown: new Set(),
})

/** Adds what a condition refers to. */
export function addReferences(condition: unknown, found: References): References {
  if (!isObject(condition)) return found
  for (const key of Object.keys(condition)) {
    const value = condition[key]
    if (key === '$not') addReferences(value, found)
    else if (key === '$and' || key === '$or' || key === '$nor') {
      if (Array.isArray(value)) for (const one of value) addReferences(one, found)
    } else {
      found.paths.add(key)
      addOperators(value, found)
      if (key === 'tags' || key === 'audiences') addStrings(value, found[key])
    }
  }
  return found
}

function addOperators(value: unknown, found: References): void {
  if (!isOperators(value)) return
  for (const operator of Object.keys(value)) {
    const operand = value[operator]
    if (!isKnown(operator) || operator.startsWith('$regex')) found.unknown.add(operator)
    if (operator === '$elemMatch' && !isOperators(operand)) {
      // Paths in there are an element's, not the visitor's.
      for (const unknown of addReferences(operand, noReferences()).unknown) found.unknown.add(unknown)
    } else for (const one of Array.isArray(operand) ? operand : [operand]) addOperators(one, found)
  }
}

function addStrings(value: unknown, names: Set<string>): void {
  if (typeof value === 'string') names.add(value)
  else if (Array.isArray(value)) for (const one of value) addStrings(one, names)
  else if (isObject(value)) for (const key of Object.keys(value)) addStrings(value[key], names)
}

/** The attribute paths that a condition reads, known without evaluating it; some may come twice. Also takes lists, and paths. */
export function pathsOf(condition: unknown): string[] {
  if (Array.isArray(condition)) return condition.flatMap(pathsOf)
  if (!isObject(condition)) return typeof condition === 'string' ? [condition] : []
  return Object.keys(condition).flatMap((key) => (isJoin(key) ? pathsOf(condition[key]) : [key]))
}

export { rootOf } from './json.js'
