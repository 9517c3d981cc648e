import { isObject } from '../json.js'
import type { Condition } from '../matches.js'
import { isOperators } from '../matches.js'
import type { Draft } from './draft.js'
import type { NameKind } from './issueValues.js'
import { place } from './place.js'

/** A condition of a document. */
export interface PlacedCondition {
  readonly path: string
  readonly condition: Condition
  readonly owner: { readonly kind: NameKind; readonly name: string }
  /** Whether it looks at an event's own properties rather than at the visitor. */
  readonly ofEvent: boolean
}

/** One attribute of a condition, and what is expected of it. */
export interface Leaf {
  readonly path: string
  readonly attribute: string
  readonly expected: unknown
  /** What else must be true of the same attribute for this leaf to matter. */
  readonly beside: readonly unknown[]
  /** Whether it stands under a `$not` or `$nor`. */
  readonly negated: boolean
  /** Whether an alternative of it says that the attribute may be missing. */
  readonly foreseen: boolean
}

/** Every condition of a document. */
export function conditionsOf(draft: Draft): PlacedCondition[] {
  const found: PlacedCondition[] = []
  const add = (kind: NameKind, name: string, path: string, condition: Condition | undefined, ofEvent = false) => {
    if (condition) found.push({ path, condition, owner: { kind, name }, ofEvent })
  }
  for (const { name, path, value } of draft.channels) add('channel', name, place(path, 'when'), value.when)
  for (const { name, path, value } of draft.traits) {
    if ('event' in value) add('trait', name, place(path, 'where'), value.where, true)
    else if ('ledger' in value)
      value.ledger.forEach(({ where }, i) => {
        add('trait', name, `${path}.ledger[${i}].where`, where, true)
      })
    else if ('case' in value)
      value.case.forEach(([when], i) => {
        add('trait', name, `${path}.case[${i}][0]`, when)
      })
  }
  for (const { name, path, value } of draft.tags) add('tag', name, place(path, 'when'), value.when)
  for (const { name, path, value } of draft.audiences) add('audience', name, place(path, 'when'), value.when)
  for (const { name, path, value } of draft.experiences) {
    add('experience', name, `${path}.when`, value.when)
    add('experience', name, `${path}.trigger.where`, value.trigger?.where, true)
    add('experience', name, `${path}.stopOn.where`, value.stopOn?.where, true)
  }
  return found
}

/** The attributes that a condition looks at, wherever they stand in it. */
export function leavesOf(condition: unknown, path: string, context: Context = FIRST): Leaf[] {
  if (!isObject(condition)) return []
  const scope = new Map(context.scope)
  for (const part of conjuncts(condition))
    for (const key of Object.keys(part)) if (!JOINS.test(key)) scope.set(key, [...(scope.get(key) ?? []), part[key]])
  return Object.keys(condition).flatMap((key): Leaf[] => {
    const own = place(path, key)
    const value = condition[key]
    const turned = { scope: new Map(), negated: !context.negated, foreseen: [] }
    if (key === '$not') return leavesOf(value, own, turned)
    if (JOINS.test(key)) {
      const foreseen = key === '$or' ? [...context.foreseen, ...missingIn(value)] : context.foreseen
      const inner = key === '$nor' ? turned : { ...context, scope, foreseen }
      return (Array.isArray(value) ? value : []).flatMap((one, i) => leavesOf(one, place(own, i), inner))
    }
    const foreseen = context.foreseen.includes(key)
    const { negated } = context
    return [{ path: own, attribute: key, expected: value, beside: scope.get(key) ?? [], negated, foreseen }]
  })
}

/** The attributes of which an alternative says that they are missing. */
const missingIn = (alternatives: unknown): string[] =>
  (Array.isArray(alternatives) ? alternatives : [])
    .flatMap(conjuncts)
    .flatMap((part) => Object.keys(part).filter((key) => isObject(part[key]) && part[key].$exists === false))

/** Operators with their operands, wherever they stand in what is expected of a value. */
export function operatorsIn(expected: unknown, path: string): { name: string; operand: unknown; path: string }[] {
  if (!isOperators(expected)) return []
  return Object.keys(expected).flatMap((name) => {
    const operand = expected[name]
    const own = place(path, name)
    const inner =
      name === '$elemMatch' && !isOperators(operand)
        ? leavesOf(operand, own).flatMap((leaf) => operatorsIn(leaf.expected, leaf.path))
        : (Array.isArray(operand) ? operand : [operand]).flatMap((one, i) =>
            operatorsIn(one, Array.isArray(operand) ? place(own, i) : own),
          )
    return [{ name, operand, path: own }, ...inner]
  })
}

interface Context {
  readonly scope: ReadonlyMap<string, readonly unknown[]>
  readonly negated: boolean
  readonly foreseen: readonly string[]
}

const FIRST: Context = { scope: new Map(), negated: false, foreseen: [] }

const JOINS = /^\$(and|or|nor|not)$/

/** A condition, and those that its `$and`s join to it. */
export function conjuncts(condition: unknown): Record<string, unknown>[] {
  if (!isObject(condition)) return []
  const { $and } = condition
  return [condition, ...(Array.isArray($and) ? $and.flatMap(conjuncts) : [])]
}
