import { attempt, has, rootOf, UNKNOWN } from './json.js'
import {
  accepts,
  type Condition,
  type Get,
  isJoin,
  isOperators,
  type MatchOptions,
  type Operator,
  operators,
  truthOf,
} from './matches.js'
import type { Candidate } from './plan.js'
import { pathsOf } from './references.js'

/**
 * Tells for which experiences audience and `when` hold, without evaluating conditions whose truth cannot have changed.
 *
 * A condition is split into atoms that are joined by "and": one path, one operator, one operand. Equal atoms of all
 * experiences are one, and are looked at only when their path changes. What they make of the experiences is a set of
 * bits for each path, one bit an experience; the conditions that may hold are those whose bit is in every path's set.
 * Only of these is evaluated what is no atom.
 */
export type ConditionIndex = (get: Get, options: MatchOptions) => Truths

/** What one visitor's attributes make of the conditions. */
export interface Truths {
  /** Takes in that attributes changed; `turned` hears the rank of each experience whose conditions hold now, or hold no more. */
  update(turned: (rank: number) => void): void
  holds(rank: number): boolean
}

/** Atoms of one operator. */
interface Column {
  /** Null for an operator that this SDK does not know. */
  readonly test: Operator | undefined
  /** One of the operands is enough, of those that an experience has. */
  readonly isAny: boolean
  /** Numbers, those that hold for the fewest values first. */
  readonly isSorted: boolean
  readonly atoms: Map<unknown, [operand: unknown, ranks: number[]]>
  /** The same, one beside the other: going through many is what all of this does most. */
  operands: unknown[]
  ranks: number[]
}

interface Path {
  readonly path: string
  readonly columns: Map<string, Column>
  /** Ranks with conditions that are no atoms and read this path. */
  readonly rest: number[]
}

export function conditionIndex(candidates: readonly Candidate[]): ConditionIndex {
  const roots = new Map<string, Map<string, Path>>()
  /** What is no atom, by rank. */
  const rests: Condition[] = []

  const at = (path: string) =>
    list(
      list(roots, rootOf(path), () => new Map<string, Path>()),
      path,
      () => ({ path, columns: new Map(), rest: [] }),
    )

  function place(rank: number, path: string, operator: string, operand: unknown): void {
    // Lists share their items: one is enough for `$in`, and each is enough against `$nin`.
    const isList = Array.isArray(operand) && operand.length > 0 && /^.n?in$/.test(operator)
    const isSorted = typeof operand === 'number' && /^.[gl]te?$/.test(operator)
    const column = list(at(path).columns, operator + isList + isSorted, () => ({
      test: operator ? operators[operator] : plain,
      isAny: isList && operator === '$in',
      isSorted,
      atoms: new Map(),
      operands: [],
      ranks: [],
    }))
    for (const one of isList ? new Set(operand) : [operand])
      list(column.atoms, one, (): [unknown, number[]] => [isList ? [one] : one, []])[1].push(rank)
  }

  for (const { rank, experience } of candidates) {
    const { audience, when = {} } = experience
    const one = audience ? { audiences: { $in: audience } } : {}
    const all: Condition = has(when, 'audiences') ? { $and: [one, when] } : { ...one, ...when }
    for (const key of Object.keys(all)) {
      const expected = all[key]
      if (isJoin(key)) {
        rests[rank] = { ...rests[rank], [key]: expected }
        for (const path of pathsOf(expected)) at(path).rest.push(rank)
      } else if (!isOperators(expected)) place(rank, key, '', expected)
      else for (const operator of Object.keys(expected)) place(rank, key, operator, expected[operator])
    }
  }
  for (const paths of roots.values())
    for (const { columns } of paths.values())
      for (const [key, column] of columns) {
        const sign = key[1] === 'g' ? 1 : -1
        const atoms = [...column.atoms.values()]
        if (column.isSorted) atoms.sort(([a], [b]) => sign * ((b as number) - (a as number)))
        column.operands = atoms.flatMap(([operand, ranks]) => ranks.map(() => operand))
        column.ranks = atoms.flatMap(([, ranks]) => ranks)
      }

  return (get, options) => {
    const ones = new Int32Array((candidates.length + 31) >> 5).fill(-1)
    ones[ones.length - 1]! >>>= -candidates.length
    const held = ones.map(() => 0)
    /** Of what is no atom: what is to be evaluated, and what holds. */
    const asked = ones.slice()
    const passed = held.slice()
    /** By root and by path. */
    const values = new Map<unknown, unknown>()
    const sets = new Map<unknown, Int32Array>()

    const restrict = (bits: Int32Array, others: Int32Array) => {
      for (let i = 0; i < bits.length; i++) bits[i]! &= others[i]!
    }

    /** Takes in a value; whether it is another than before. */
    const differs = (key: unknown, value: unknown) =>
      !(values.has(key) && values.get(key) === value) && !!values.set(key, value)

    /** The experiences of which no atom of a path is against. */
    function look({ columns, rest }: Path, value: unknown): Int32Array {
      const bits = ones.slice()
      for (const { test, isAny, isSorted, operands, ranks } of columns.values()) {
        if (isAny) for (const rank of ranks) bits[rank >> 5]! &= ~(1 << rank)
        let operand: unknown = ones
        let truth: unknown
        for (let i = 0; i < ranks.length; i++) {
          const rank = ranks[i]!
          if (operand !== operands[i]) {
            operand = operands[i]
            truth = value !== UNKNOWN && attempt(() => test?.(value, operand, options))
          }
          if (truth !== true) {
            if (!isAny) bits[rank >> 5]! &= ~(1 << rank)
          } else if (isAny) bits[rank >> 5]! |= 1 << rank
          else if (isSorted) break
        }
      }
      for (const rank of rest) asked[rank >> 5]! |= 1 << rank
      return bits
    }

    return {
      holds: (rank) => !!(held[rank >> 5]! & (1 << rank)),
      update(turned) {
        const met = ones.slice()
        for (const [root, paths] of roots) {
          if (differs(root, get(root))) {
            const all = ones.slice()
            for (const path of paths.values()) {
              const value = get(path.path)
              if (differs(path, value)) sets.set(path, look(path, value))
              restrict(all, sets.get(path)!)
            }
            sets.set(root, all)
          }
          restrict(met, sets.get(root)!)
        }
        for (let i = 0; i < met.length; i++) {
          let left = met[i]! & asked[i]!
          asked[i]! ^= left
          for (; left; left &= left - 1) {
            const rest = rests[placeIn(left) + i * 32]
            if (!rest || truthOf(rest, get, options)) passed[i]! |= left & -left
            else passed[i]! &= ~(left & -left)
          }
          const now = met[i]! & passed[i]!
          left = held[i]! ^ now
          held[i] = now
          for (; left; left &= left - 1) turned(placeIn(left) + i * 32)
        }
      },
    }
  }
}

/** Which bit of a word is the lowest that is set. */
const placeIn = (word: number) => 31 - Math.clz32(word & -word)

const plain: Operator = (actual, expected, options) => accepts(expected, actual, options)

function list<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key)
  if (!found) map.set(key, (found = make()))
  return found
}
