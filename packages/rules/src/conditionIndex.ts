import { attempt, isObject, rootOf, UNKNOWN } from './json.js'
import {
  accepts,
  type Get,
  isJoin,
  isOperators,
  isUnsure,
  type MatchOptions,
  type Names,
  type Operator,
  operators,
  truthOf,
} from './matches.js'
import { pathsOf } from './pathsOf.js'
import type { SlotPlan } from './plan.js'

/**
 * Tells for which experiences audience and `when` hold, and touches only what a change can have changed.
 *
 * A condition is split into clauses that are joined by "and": one path, one operator, one operand. Clauses of the same
 * path and operator stand together, by operand: thresholds in their order, so that only those between the old and the new
 * value turn; values that are to be equal in a table, so that only those of the old and the new value do; of everything
 * else each operand is tested once. How many clauses of an experience fail is counted. What is no clause, such as `$or`, is
 * evaluated where no clause fails.
 */
export type ConditionIndex = (get: Get, options: MatchOptions) => Truths | undefined

/** What one visitor's attributes make of the conditions. */
export interface Truths {
  /** Takes in that attributes changed; `turned` hears the slot of each experience whose conditions hold now, or hold no more. */
  update(turned: (slot: SlotPlan) => void): void
  /** The place of the next of a slot's candidates, from a place on, whose conditions hold; their number or more: there is none. */
  next(slot: SlotPlan, place: number): number
}

/** The clauses of one path, operator and kind of operand, at most one of each experience. */
interface Column {
  /** Its place among all columns. */
  readonly number: number
  readonly operator: string
  readonly kind: string
  /** Whether a table finds the operands that a value meets. */
  readonly isTable: boolean
  /** Whether a clause fails where an operand is met. */
  readonly isNegative: boolean
  /** The ranks of the experiences with each operand. */
  readonly operands: Map<unknown, number[]>
  /** Instead of these, thresholds in the order in which they are met, and the rank that goes with each. */
  readonly thresholds: number[] | undefined
  readonly ranks: number[]
}

interface Path {
  readonly path: string
  readonly columns: Map<string, Column>
  /** Ranks of experiences whose other conditions read this path. */
  readonly others: number[]
}

/** Numbers the experiences, slot by slot, and makes their index. */
export function conditionIndex(slots: Iterable<SlotPlan>): (get: Get, options: MatchOptions) => Truths {
  const paths = new Map<string, Path>()
  const columns: Column[] = []
  /** By rank: the slot, what is no clause, and how many clauses fail while nothing is known. */
  const slotOf: SlotPlan[] = []
  const others: unknown[] = []
  const failing: number[] = []

  const at = (path: string) => entry(paths, path, () => ({ path, columns: new Map(), others: [] }))

  function column(operator: string, kind: string): Column {
    const isList = kind === 'list' && /^.n?in$/.test(operator)
    const isTable = isList || (!operator && !/list|object/.test(kind))
    const made: Column = {
      number: columns.length,
      operator,
      kind,
      isTable,
      isNegative: isTable && operator === '$nin',
      operands: new Map(),
      thresholds: kind === 'number' && /^.[gl]te?$/.test(operator) ? [] : undefined,
      ranks: [],
    }
    columns.push(made)
    return made
  }

  function add(rank: number, path: string, operator: string, operand: unknown, own = ''): void {
    const kind = operand === null ? 'null' : Array.isArray(operand) && operand.length ? 'list' : typeof operand
    const { isTable, isNegative, operands, thresholds, ranks } = entry(at(path).columns, own + operator + kind, () =>
      column(operator, kind),
    )
    if (!isNegative) failing[rank]!++
    if (thresholds) {
      thresholds.push(operand as number)
      ranks.push(rank)
    } else
      for (const one of isTable && kind === 'list' ? new Set(operand as unknown[]) : [operand])
        entry(operands, one, (): number[] => []).push(rank)
  }

  for (const slot of slots) {
    slot.first = slotOf.length
    for (const { audience, when = {} } of slot.candidates) {
      const rank = slotOf.push(slot) - 1
      const rest: { [key: string]: unknown } = {}
      failing[rank] = 0
      others[rank] = undefined
      if (audience) add(rank, 'audiences', '$in', audience, 'audience')
      if (!isObject(when)) others[rank] = [when]
      else
        for (const key of Object.keys(when)) {
          const expected = when[key]
          if (isJoin(key)) {
            rest[key] = expected
            others[rank] = rest
            for (const path of pathsOf(expected)) at(path).others.push(rank)
          } else if (!isOperators(expected)) add(rank, key, '', expected)
          else for (const operator of Object.keys(expected)) add(rank, key, operator, expected[operator])
        }
    }
  }
  for (const { operator, thresholds, ranks } of columns) {
    if (!thresholds) continue
    const sign = operator[1] === 'g' ? 1 : -1
    const pairs = ranks.map((rank, i) => [thresholds[i]!, rank] as const).sort(([a], [b]) => sign * (a - b))
    pairs.forEach(([threshold, rank], i) => {
      thresholds[i] = threshold
      ranks[i] = rank
    })
  }
  const roots = new Map<string, Path[]>()
  for (const one of paths.values()) entry(roots, rootOf(one.path), (): Path[] => []).push(one)

  return (get, options) => {
    const failed = Uint16Array.from(failing)
    const held = new Uint8Array(slotOf.length)
    /** What became of what is no clause: 0 where that is to be seen again, 1 where it failed, 2 where it held. */
    const passed = new Uint8Array(slotOf.length)
    /** The values of roots and paths, and what of each column is met: how many thresholds, or the ranks. */
    const values = new Map<string | Path, unknown>()
    const counts = new Uint32Array(columns.length)
    const met: (readonly number[])[] = columns.map(() => [])
    const seen = new Uint32Array(slotOf.length)
    let turn = 0
    /** The experiences to look at again, with room for more. */
    const touched = [...slotOf.keys()]
    let { length } = touched

    /** One clause more (1) or less (-1) fails of each of some experiences. */
    function change(ranks: readonly number[], from: number, to: number, by: number): void {
      for (let i = from; i < to; i++) {
        const rank = ranks[i]!
        const left = failed[rank]! + by
        failed[rank] = left
        if (!left || left === by) touched[length++] = rank
      }
    }

    function isOther(key: string | Path, path: string): boolean {
      const value = get(path)
      return values.get(key) !== value && !!values.set(key, value)
    }

    function compare({ number, operator, thresholds, ranks }: Column, value: unknown): void {
      const isMet = operators[operator]!
      const amount = attempt(() => +(value as number), Number.NaN)
      const before = counts[number]!
      let count = 0
      for (let end = ranks.length; count < end; ) {
        const middle = (count + end) >> 1
        if (isMet(amount, thresholds![middle], options)) count = middle + 1
        else end = middle
      }
      counts[number] = count
      change(ranks, before, count, -1)
      change(ranks, count, before, 1)
    }

    function look(column: Column, value: unknown): void {
      const { number, isNegative, operands } = column
      const lists: number[][] = []
      for (const key of keysOf(column, value, options)) {
        const list = operands.get(key)
        if (list) lists.push(list)
      }
      turn++
      // A list may hold several of the operands.
      const ranks = lists[1]
        ? lists[0]!.concat(...lists.slice(1)).filter((rank) => seen[rank] !== turn && (seen[rank] = turn))
        : (lists[0] ?? [])
      const before = met[number]!
      const by = isNegative ? 1 : -1
      met[number] = ranks
      change(ranks, 0, ranks.length, by)
      change(before, 0, before.length, -by)
    }

    const truths: Truths = {
      next({ first, candidates }, place) {
        const rank = held.indexOf(1, first + place)
        return rank < 0 ? candidates.length : rank - first
      },
      update(turned) {
        // Where a root stays the same, its paths do.
        for (const [root, paths] of roots) {
          if (!isOther(root, root)) continue
          for (const one of paths) {
            if (!isOther(one, one.path)) continue
            const value = values.get(one)
            for (const column of one.columns.values()) (column.thresholds ? compare : look)(column, value)
            for (const rank of one.others) {
              passed[rank] = 0
              if (!failed[rank]) touched[length++] = rank
            }
          }
        }
        for (let i = 0; i < length; i++) {
          const rank = touched[i]!
          const rest = others[rank]
          if (!failed[rank] && !passed[rank]) passed[rank] = rest === undefined || truthOf(rest, get, options) ? 2 : 1
          const now = failed[rank] || passed[rank]! < 2 ? 0 : 1
          if (now === held[rank]) continue
          held[rank] = now
          turned(slotOf[rank]!)
        }
        length = 0
      },
    }
    truths.update(() => {})
    return truths
  }
}

/** The operands that a value meets, and maybe others that no clause has; all of them where it is unknown and to meet one is to fail. */
function keysOf(
  { operator, kind, isTable, isNegative, operands }: Column,
  value: unknown,
  options: MatchOptions,
): Iterable<unknown> {
  if (value === UNKNOWN) return isNegative ? operands.keys() : []
  if (!isTable) {
    const test = operator ? operators[operator] : plain
    return [...operands.keys()].filter((one) => attempt(() => test?.(value, one, options)))
  }
  if (kind === 'list')
    return !Array.isArray(value) ? [value] : isNegative ? [...value, ...((value as Names).unknown ?? [])] : value
  if (isUnsure(value)) return []
  return [
    kind === 'string'
      ? attempt(() => `${value}`)
      : kind === 'number'
        ? attempt(() => (value as number) * 1)
        : value === null
          ? null
          : !!value,
  ]
}

const plain: Operator = (actual, expected, options) => accepts(expected, actual, options)

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key)
  if (!found) map.set(key, (found = make()))
  return found
}
