import { attempt, rootOf, UNKNOWN } from './json.js'
import { type Condition, type Get, isJoin, isOperators, type MatchOptions, operators, truthOf } from './matches.js'
import type { Candidate } from './plan.js'
import { pathsOf } from './references.js'

/**
 * Tells for which experiences audience and `when` hold, without evaluating conditions whose truth cannot have changed.
 *
 * A condition is split into atoms that are joined by "and". An atom that compares one path with a constant is kept in
 * that path's tables, by value or by threshold, so that a change of the path visits exactly the atoms that it turns.
 * A visitor keeps, for each experience, how many of its atoms do not hold (the counting algorithm of publish/subscribe
 * systems: Yan and García-Molina, 1994). Only at 0 is evaluated what is no such atom.
 */
export type ConditionIndex = (get: Get, options: MatchOptions) => Truths

/** What one visitor's attributes make of the conditions. */
export interface Truths {
  /** Takes in that attributes changed; `turned` hears the rank of each experience whose conditions hold now, or hold no more. */
  update(turned: (rank: number) => void): void
  holds(rank: number): boolean
}

interface Path {
  readonly path: string
  /** By kind of value, or by `$in`: the ranks behind each operand. */
  readonly points: Map<string, Map<unknown, number[]>>
  /** By operator. */
  readonly thresholds: Map<string, Thresholds>
  /** Ranks with conditions that are in no table and read this path. */
  readonly rest: number[]
}

/** Limits and their ranks, those that hold for more values first. */
interface Thresholds {
  pairs: [limit: number, rank: number][]
  limits: number[]
  ranks: number[]
}

export function conditionIndex(candidates: readonly Candidate[]): ConditionIndex {
  /** By root, then by path. */
  const roots = new Map<string, Map<string, Path>>()
  const unmet = new Int16Array(candidates.length)
  /** What is in no table, by rank. */
  const rests: Condition[] = []
  const at = (path: string) =>
    list(
      list(roots, rootOf(path), () => new Map<string, Path>()),
      path,
      () => ({ path, points: new Map(), thresholds: new Map(), rest: [] }),
    )

  function leave(rank: number, key: string, expected: unknown, paths: readonly string[]): void {
    rests[rank] = { ...rests[rank], [key]: expected }
    for (const path of paths) at(path).rest.push(rank)
  }

  function place(rank: number, path: string, operator: string, operand: unknown, expected: unknown): void {
    const { points, thresholds } = at(path)
    if (/^\$[gl]te?$/.test(operator) && typeof operand === 'number')
      list<string, Thresholds>(thresholds, operator, () => ({ pairs: [], limits: [], ranks: [] })).pairs.push([
        operand,
        rank,
      ])
    else if (/^[sbn]/.test(operator) || (operator === '$in' && Array.isArray(operand))) {
      const table = list(points, operator, () => new Map<unknown, number[]>())
      for (const value of new Set([operand].flat())) list<unknown, number[]>(table, value, () => []).push(rank)
    } else {
      leave(rank, path, expected, [path])
      unmet[rank]!--
    }
    unmet[rank]!++
  }

  for (const { rank, experience } of candidates) {
    const { audience, when = {} } = experience
    if (audience) place(rank, 'audiences', '$in', audience, null)
    for (const key of Object.keys(when)) {
      const expected = when[key]
      if (isJoin(key)) leave(rank, key, expected, pathsOf(expected))
      else if (!isOperators(expected)) place(rank, key, expected === null ? '$' : typeof expected, expected, expected)
      else for (const operator of Object.keys(expected)) place(rank, key, operator, expected[operator], expected)
    }
  }
  for (const paths of roots.values())
    for (const { thresholds } of paths.values())
      for (const [operator, table] of thresholds) {
        const isAbove = operator[1] === 'g'
        table.pairs.sort((a, b) => (isAbove ? a[0] - b[0] : b[0] - a[0]))
        table.limits = table.pairs.map(([limit]) => limit)
        table.ranks = table.pairs.map(([, rank]) => rank)
      }

  return (get, options) => {
    const mine = unmet.slice()
    const held = new Uint8Array(candidates.length)
    const values = new Map<unknown, unknown>()
    /** How many of the thresholds hold. */
    const positions = new Map<Thresholds, number>()
    let changed: number[] = [...held.keys()]

    const turn = (rank: number, by: number) => {
      const before = mine[rank]!
      mine[rank] = before + by
      if (!before || !mine[rank]) changed.push(rank)
    }

    function read({ path, points, thresholds, rest }: Path): void {
      const before = values.has(path) ? values.get(path) : UNKNOWN
      const after = get(path)
      if (before === after) return
      values.set(path, after)
      for (const [kind, table] of points) {
        for (const rank of ranksAt(kind, table, before)) turn(rank, 1)
        for (const rank of ranksAt(kind, table, after)) turn(rank, -1)
      }
      const number = attempt(() => +(after as number), Number.NaN)
      for (const [operator, table] of thresholds) {
        const { limits, ranks } = table
        const compare = operators[operator]!
        let i = positions.get(table) ?? 0
        while (i < limits.length && compare(number, limits[i], options)) turn(ranks[i++]!, -1)
        while (i && !compare(number, limits[i - 1], options)) turn(ranks[--i]!, 1)
        positions.set(table, i)
      }
      for (const rank of rest) if (!mine[rank]) changed.push(rank)
    }

    return {
      holds: (rank) => !!held[rank],
      update(turned) {
        for (const [root, paths] of roots) {
          const value = get(root)
          if (values.get(paths) !== value) paths.forEach(read)
          values.set(paths, value)
        }
        for (const rank of changed) {
          const holds = +(!mine[rank] && (!rests[rank] || truthOf(rests[rank], get, options) === true))
          if (held[rank] === holds) continue
          held[rank] = holds
          turned(rank)
        }
        changed = []
      },
    }
  }
}

function list<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key)
  if (!found) map.set(key, (found = make()))
  return found
}

/** The ranks whose atoms a value meets, as the operators of `matches` say. */
function ranksAt(kind: string, table: Map<unknown, number[]>, actual: unknown): Iterable<number> {
  const ranks = (value: unknown) => table.get(value) ?? []
  if (actual === UNKNOWN) return []
  if (kind === '$in') return Array.isArray(actual) ? new Set(actual.flatMap(ranks)) : ranks(actual)
  return attempt(
    () =>
      ranks(
        kind === 'string'
          ? `${actual}`
          : kind === 'number'
            ? (actual as number) * 1
            : actual === null
              ? actual
              : !!actual,
      ),
    [],
  )
}
