import { has, read, rootOf, UNKNOWN } from './json.js'
import { isJoin, isOperators, type MatchOptions, matches, type Names } from './matches.js'
import type { Candidate } from './plan.js'
import { pathsOf } from './references.js'

/**
 * Finds the experiences whose audience and `when` hold, without evaluating conditions whose truth cannot have changed.
 *
 * A condition is split into atoms that are joined by "and". An atom that compares one path with a constant is kept in
 * that path's tables, by value or by threshold, so that a change of the path visits exactly the atoms that it turns.
 * A visitor keeps, for each experience, how many of its atoms do not hold (the counting algorithm of publish/subscribe
 * systems: Yan and García-Molina, 1994); at 0 the experience is open. What is no such atom is left over, and is
 * evaluated only for open experiences.
 */
export interface ConditionIndex {
  /** What one visitor's attributes make of the conditions; at first, as if there were no attributes at all. */
  truths(): Truths
}

export interface Truths {
  /** Takes in that attributes changed, at some roots or anywhere; `touched` hears the rank of each experience whose truth may have. */
  update(attributes: object, roots?: Iterable<string>, touched?: (rank: number) => void): void
  /** The first rank in [from, to) whose conditions hold, or -1. */
  next(from: number, to: number, attributes: unknown): number
}

interface Path {
  readonly path: string
  readonly order: number
  /** By operator (for a plain value, its type): the ranks behind each operand. */
  readonly points: Map<string, Map<unknown, number[]>>
  /** By operator: thresholds and ranks, ascending. */
  readonly thresholds: Map<string, [threshold: number, rank: number][]>
  /** Ranks whose leftover conditions read this path. */
  readonly leftover: Set<number>
}

const one = (actual: unknown) => [actual]
const many = (actual: unknown) => (Array.isArray(actual) ? [...new Set(actual)] : [actual])
/** Of names that may belong to a list nobody may say that they do not. */
const perhaps = (actual: unknown) =>
  Array.isArray(actual) ? many([...actual, ...((actual as Names).unknown ?? [])]) : [actual]

/** Under which operands of a table an attribute's value stands; the same as the operators of `matches` say. */
const lookups: Record<string, (actual: unknown) => unknown[]> = {
  string: (actual) => [`${actual}`],
  number: (actual) => [(actual as number) * 1],
  boolean: (actual) => [actual === null ? actual : !!actual],
  $exists: (actual) => [actual !== null],
  $eq: one,
  $ne: one,
  $in: many,
  $nin: perhaps,
}

const isNegative = (operator: string) => operator === '$ne' || operator === '$nin'
const isAbove = (operator: string) => operator[1] === 'g'

/** Stands for the value of a path before there are attributes. */
const ABSENT = Symbol()

export function conditionIndex(candidates: readonly Candidate[], options: MatchOptions): ConditionIndex {
  const paths = new Map<string, Path>()
  const byRoot = new Map<string, Path[]>()
  const leftovers: unknown[][] = []
  const unmet = new Int16Array(candidates.length)
  const open = new Uint32Array((candidates.length >> 5) + 1)

  for (const { rank, experience } of candidates) {
    const { audience, when = {} } = experience
    if (experience.enabled === false) unmet[rank]!++
    if (audience) {
      if (Object.keys(when).includes('audiences')) leave(rank, { audiences: { $in: audience } })
      else place(rank, 'audiences', '$in', audience)
    }
    for (const key of Object.keys(when)) {
      const expected = when[key]
      if (isJoin(key)) leave(rank, { [key]: expected })
      else if (!isOperators(expected)) place(rank, key, expected === null ? '$eq' : typeof expected, expected)
      else for (const operator of Object.keys(expected)) place(rank, key, operator, expected[operator])
    }
    if (!unmet[rank]) open[rank >> 5]! |= 1 << rank
  }
  for (const path of paths.values()) {
    for (const pairs of path.thresholds.values()) pairs.sort((a, b) => a[0] - b[0])
  }

  function at(path: string): Path {
    let found = paths.get(path)
    if (!found) {
      found = { path, order: paths.size, points: new Map(), thresholds: new Map(), leftover: new Set() }
      paths.set(path, found)
      const root = rootOf(path)
      const siblings = byRoot.get(root)
      if (siblings) siblings.push(found)
      else byRoot.set(root, [found])
    }
    return found
  }

  function leave(rank: number, condition: Record<string, unknown>): void {
    ;(leftovers[rank] ??= []).push(condition)
    for (const path of pathsOf(condition)) at(path).leftover.add(rank)
  }

  function place(rank: number, path: string, operator: string, operand: unknown): void {
    const { points, thresholds } = at(path)
    if (/^\$[gl]te?$/.test(operator) && typeof operand === 'number') {
      list(thresholds, operator, () => []).push([operand, rank])
    } else if (lookups[operator] && (!operator.endsWith('in') || Array.isArray(operand))) {
      const table = list(points, operator, () => new Map<unknown, number[]>())
      const operands = operator.endsWith('in')
        ? new Set(operand as unknown[])
        : [operator === '$exists' ? !!operand : operand]
      for (const value of operands) list(table, value, () => []).push(rank)
      if (isNegative(operator)) return
    } else {
      const plain = !operator.startsWith('$')
      leave(rank, { [path]: plain ? operand : { [operator]: operand } })
      return
    }
    unmet[rank]!++
  }

  return {
    truths() {
      const mine = unmet.slice()
      const bits = open.slice()
      const values: unknown[] = new Array(paths.size).fill(ABSENT)

      const turn = (rank: number, holds: boolean, touched: (rank: number) => void) => {
        const before = mine[rank]!
        const after = (mine[rank] = holds ? before - 1 : before + 1)
        if (before && after) return
        bits[rank >> 5]! ^= 1 << rank
        touched(rank)
      }

      const change = (path: Path, before: unknown, after: unknown, touched: (rank: number) => void) => {
        for (const [operator, table] of path.points) {
          const negative = isNegative(operator)
          for (const rank of ranksAt(operator, table, before)) turn(rank, negative, touched)
          for (const rank of ranksAt(operator, table, after)) turn(rank, !negative, touched)
        }
        for (const [operator, pairs] of path.thresholds) {
          const above = isAbove(operator)
          const from = border(operator, pairs, before)
          const to = border(operator, pairs, after)
          for (let i = Math.min(from, to); i < Math.max(from, to); i++) turn(pairs[i]![1], to > from === above, touched)
        }
        for (const rank of path.leftover) if (!mine[rank]) touched(rank)
      }

      return {
        update(attributes, roots = byRoot.keys(), touched = () => {}) {
          for (const root of roots) {
            const known = has(attributes, root)
            for (const path of byRoot.get(root) ?? []) {
              const before = values[path.order]
              const after = known ? read(attributes, path.path) : UNKNOWN
              if (before === after || (after && typeof after === 'object' && text(before) === text(after))) continue
              values[path.order] = after
              change(path, before, after, touched)
            }
          }
        },
        next(from, to, attributes) {
          for (let rank = from; rank < to; rank++) {
            const word = bits[rank >> 5]! >>> rank
            if (!word) rank |= 31
            else {
              rank += 31 - Math.clz32(word & -word)
              if (rank < to && (leftovers[rank] ?? []).every((one) => matches(one, attributes, options))) return rank
            }
          }
          return -1
        },
      }
    },
  }
}

const text = (value: unknown) => JSON.stringify([value, (value as Names | null)?.unknown])

function list<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key)
  if (!found) map.set(key, (found = make()))
  return found
}

function ranksAt(operator: string, table: Map<unknown, number[]>, actual: unknown): Iterable<number> {
  if (actual === ABSENT) return []
  if (actual === UNKNOWN) return isNegative(operator) ? new Set([...table.values()].flat()) : []
  let values: unknown[]
  try {
    values = lookups[operator]!(actual)
  } catch {
    return []
  }
  if (values.length === 1) return table.get(values[0]) ?? []
  return new Set(values.flatMap((value) => table.get(value) ?? []))
}

/** How many thresholds lie below a value, those equal to it included where the operator says so. */
function border(operator: string, pairs: readonly [number, number][], actual: unknown): number {
  let value = Number.NaN
  try {
    if (actual !== ABSENT) value = +(actual as number)
  } catch {}
  if (Number.isNaN(value)) return isAbove(operator) ? 0 : pairs.length
  const inclusive = operator === '$gte' || operator === '$lt'
  let low = 0
  let high = pairs.length
  while (low < high) {
    const middle = (low + high) >> 1
    const threshold = pairs[middle]![0]
    if (threshold < value || (inclusive && threshold === value)) low = middle + 1
    else high = middle
  }
  return low
}
