import { attempt, UNKNOWN } from './json.js'
import { type Get, isJoin, isOperators, operators } from './matches.js'
import type { Candidate } from './plan.js'
import { pathsOf } from './references.js'

/**
 * Tells which experiences cannot show, without evaluating conditions whose truth cannot have changed.
 *
 * An audience and a `when` are split into atoms that are joined by "and". An atom that compares one path with a constant
 * is kept in that path's tables, by value or by threshold, so that a change of the path visits exactly the atoms that it
 * turns. A visitor keeps, for each experience, how many of its atoms do not hold (the counting algorithm of
 * publish/subscribe systems: Yan and García-Molina, 1994). At 0 its conditions are worth evaluating.
 */
export type ConditionIndex = () => Truths

/** What one visitor's attributes make of the conditions. */
export interface Truths {
  /** Takes in that attributes changed; `touched` hears the rank of each experience whose conditions may have turned. */
  update(get: Get, touched: (rank: number) => void): void
  /** Whether the conditions of an experience do not hold, as some of its atoms do not. */
  isClosed(rank: number): boolean
}

interface Path {
  readonly path: string
  /** By kind of value, or by `$in`: the ranks behind each operand. */
  readonly points: Map<string, Map<unknown, number[]>>
  /** By operator: thresholds and ranks, those that hold for more values first. */
  readonly thresholds: Map<string, Threshold[]>
  /** Ranks with conditions that are in no table and read this path. */
  readonly others: number[]
}

type Threshold = [threshold: number, rank: number]

export function conditionIndex(candidates: readonly Candidate[]): ConditionIndex {
  const paths = new Map<string, Path>()
  const unmet = new Int16Array(candidates.length)
  const at = (path: string) => list(paths, path, () => ({ path, points: new Map(), thresholds: new Map(), others: [] }))

  function place(rank: number, path: string, operator: string, operand: unknown): void {
    const { points, thresholds, others } = at(path)
    if (/^\$[gl]te?$/.test(operator) && typeof operand === 'number')
      list<string, Threshold[]>(thresholds, operator, () => []).push([operand, rank])
    else if (/^[sbn]/.test(operator) || (operator === '$in' && Array.isArray(operand))) {
      const table = list(points, operator, () => new Map<unknown, number[]>())
      for (const value of new Set([operand].flat())) list<unknown, number[]>(table, value, () => []).push(rank)
    } else {
      others.push(rank)
      return
    }
    unmet[rank]!++
  }

  for (const { rank, experience } of candidates) {
    const { audience, when = {} } = experience
    if (audience) place(rank, 'audiences', '$in', audience)
    for (const key of Object.keys(when)) {
      const expected = when[key]
      if (isJoin(key)) for (const path of pathsOf(expected)) at(path).others.push(rank)
      else if (!isOperators(expected)) place(rank, key, expected === null ? '$' : typeof expected, expected)
      else for (const operator of Object.keys(expected)) place(rank, key, operator, expected[operator])
    }
  }
  for (const { thresholds } of paths.values())
    for (const [operator, pairs] of thresholds) pairs.sort((a, b) => (operator[1] === 'g' ? a[0] - b[0] : b[0] - a[0]))

  return () => {
    const mine = unmet.slice()
    const values = new Map<Path, unknown>()
    /** How many of the thresholds hold. */
    const held = new Map<Threshold[], number>()
    return {
      isClosed: (rank) => mine[rank]! > 0,
      update(get, touched) {
        const turn = (rank: number, by: number) => {
          const before = mine[rank]!
          mine[rank] = before + by
          if (!before || !mine[rank]) touched(rank)
        }
        for (const path of paths.values()) {
          const before = values.has(path) ? values.get(path) : UNKNOWN
          const after = get(path.path)
          if (before === after) continue
          values.set(path, after)
          for (const [kind, table] of path.points) {
            for (const rank of ranksAt(kind, table, before)) turn(rank, 1)
            for (const rank of ranksAt(kind, table, after)) turn(rank, -1)
          }
          const number = attempt(() => +(after as number), Number.NaN)
          for (const [operator, pairs] of path.thresholds) {
            const holds = (i: number) => !!pairs[i] && operators[operator]!(number, pairs[i][0], {})
            let i = held.get(pairs) ?? 0
            while (holds(i)) turn(pairs[i++]![1], -1)
            while (i && !holds(i - 1)) turn(pairs[--i]![1], 1)
            held.set(pairs, i)
          }
          for (const rank of path.others) if (!mine[rank]) touched(rank)
        }
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
