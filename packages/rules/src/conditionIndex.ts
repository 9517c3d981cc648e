import type { Experience } from './config.js'
import { attempt, isObject, UNKNOWN } from './json.js'
import {
  accepts,
  type Get,
  isJoin,
  isOperators,
  type MatchOptions,
  type Names,
  type Operator,
  operators,
  truthOf,
} from './matches.js'
import type { SlotPlan } from './plan.js'
import { pathsOf } from './references.js'

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
  /** Whether the conditions of an experience hold. Its rank: the first of its slot, and its place there. */
  holds(rank: number, experience: Experience): unknown
}

/** The clauses of one path and operator, at most one of each experience. */
interface Column {
  readonly operator: string
  /** Whether a table finds the operands that a value meets. */
  readonly isTable: boolean
  /** Whether a clause fails where an operand is met. */
  readonly isNegative: boolean
  /** The ranks of the experiences with each operand. */
  readonly operands: Map<unknown, number[]>
  /** Thresholds in the order in which they are met, and the rank that goes with each. */
  order?: [thresholds: number[], ranks: number[]]
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
  /** By rank: the slot, what is no clause, and how many clauses fail while nothing is known. */
  const slotOf: SlotPlan[] = []
  const others: unknown[] = []
  const failing: number[] = []

  const at = (path: string) => entry(paths, path, () => ({ path, columns: new Map(), others: [] }))

  function add(rank: number, path: string, operator: string, operand: unknown, own = ''): void {
    const isList = Array.isArray(operand) && !!operand.length && /^.n?in$/.test(operator)
    const isTable = isList || (!operator && Object(operand) !== operand)
    const isSorted = typeof operand === 'number' && /^.[gl]te?$/.test(operator)
    const column = entry(
      at(path).columns,
      own + operator + isTable + isSorted,
      (): Column => ({
        operator,
        isTable,
        isNegative: isTable && operator === '$nin',
        operands: new Map(),
      }),
    )
    if (isSorted) column.order = [[], []]
    if (!column.isNegative) failing[rank]!++
    for (const one of isList ? new Set(operand) : [operand]) entry(column.operands, one, (): number[] => []).push(rank)
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
  for (const { columns } of paths.values())
    for (const { operator, operands, order } of columns.values()) {
      const sign = operator[1] === 'g' ? 1 : -1
      if (order)
        for (const [threshold, ranks] of [...operands].sort(([a], [b]) => sign * ((a as number) - (b as number))))
          for (const rank of ranks) {
            order[0].push(threshold as number)
            order[1].push(rank)
          }
    }

  return (get, options) => {
    const failed = Uint16Array.from(failing)
    const held = new Uint8Array(slotOf.length)
    /** What became of what is no clause: 0 where that is to be seen again, 1 where it failed, 2 where it held. */
    const passed = new Uint8Array(slotOf.length)
    /** The value of each path, and what of each column is met: how many thresholds, or the ranks. */
    const values = new Map<Path, unknown>()
    const counts = new Map<Column, number>()
    const met = new Map<Column, readonly number[]>()
    const seen = new Uint32Array(slotOf.length)
    let turn = 0
    let touched = [...slotOf.keys()]

    function change(rank: number, by: number): void {
      const left = (failed[rank]! += by)
      if (!left || left === by) touched.push(rank)
    }

    function compare(column: Column, value: unknown): void {
      const [thresholds, ranks] = column.order!
      const isMet = operators[column.operator]!
      const number = attempt(() => +(value as number), Number.NaN)
      let count = counts.get(column) ?? 0
      while (count < ranks.length && isMet(number, thresholds[count], options)) change(ranks[count++]!, -1)
      while (count && !isMet(number, thresholds[count - 1], options)) change(ranks[--count]!, 1)
      counts.set(column, count)
    }

    function look(column: Column, value: unknown): void {
      const { operator, isTable, isNegative, operands } = column
      const test = operator ? operators[operator] : plain
      const keys = isTable
        ? keysOf(column, value)
        : [...operands.keys()].filter((one) => value !== UNKNOWN && attempt(() => test?.(value, one, options)))
      const lists = keys.map((key) => operands.get(key)!).filter((list) => list)
      turn++
      // A list may hold several of the operands.
      const ranks = lists[1]
        ? lists[0]!.concat(...lists.slice(1)).filter((rank) => seen[rank] !== turn && (seen[rank] = turn))
        : (lists[0] ?? [])
      const by = isNegative ? 1 : -1
      for (const rank of ranks) change(rank, by)
      for (const rank of met.get(column) ?? []) change(rank, -by)
      met.set(column, ranks)
    }

    const truths: Truths = {
      holds: (rank) => held[rank],
      update(turned) {
        for (const one of paths.values()) {
          const value = get(one.path)
          if (values.get(one) === value) continue
          values.set(one, value)
          for (const column of one.columns.values()) (column.order ? compare : look)(column, value)
          for (const rank of one.others) {
            passed[rank] = 0
            if (!failed[rank]) touched.push(rank)
          }
        }
        for (const rank of touched) {
          const rest = others[rank]
          if (!failed[rank] && !passed[rank]) passed[rank] = rest === undefined || truthOf(rest, get, options) ? 2 : 1
          const now = failed[rank] || passed[rank]! < 2 ? 0 : 1
          if (now === held[rank]) continue
          held[rank] = now
          turned(slotOf[rank]!)
        }
        touched = []
      },
    }
    truths.update(() => {})
    return truths
  }
}

/** The operands of a table that a value meets; all of them where the value is unknown and to meet one is to fail. */
function keysOf({ operator, isNegative, operands }: Column, value: unknown): unknown[] {
  if (value === UNKNOWN) return isNegative ? [...operands.keys()] : []
  if (!operator)
    return [attempt(() => `${value}`), attempt(() => (value as number) * 1), value === null ? null : !!value]
  if (!Array.isArray(value)) return [value]
  return isNegative ? [...value, ...((value as Names).unknown ?? [])] : value
}

const plain: Operator = (actual, expected, options) => accepts(expected, actual, options)

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key)
  if (!found) map.set(key, (found = make()))
  return found
}
