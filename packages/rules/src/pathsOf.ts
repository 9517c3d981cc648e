import { isObject } from './json.js'
import { isJoin } from './matches.js'

/** The attribute paths that a condition reads, known without evaluating it; some may come twice. Also takes lists, and paths. */
export function pathsOf(condition: unknown): string[] {
  if (Array.isArray(condition)) return condition.flatMap(pathsOf)
  if (!isObject(condition)) return typeof condition === 'string' ? [condition] : []
  return Object.keys(condition).flatMap((key) => (isJoin(key) ? pathsOf(condition[key]) : [key]))
}
