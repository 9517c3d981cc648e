import type { Trait } from '../config.js'
import { isObject, rootOf } from '../json.js'
import { isKnown } from '../matches.js'
import { isContradictory, takes } from './bounds.js'
import { conditionsOf, type Leaf, leavesOf, operatorsIn } from './conditions.js'
import type { Draft } from './draft.js'
import type { Report } from './issueValues.js'
import { nearest } from './nearest.js'
import { place } from './place.js'
import { OPERATORS, operandShape } from './shape.js'
import { RESERVED } from './uses.js'

/** Operators that are not known, not allowed or wrongly used, conditions that cannot hold, and comparisons that a missing value passes. */
export function conditionRules(draft: Draft, report: Report): void {
  const traits = new Map(draft.traits.map(({ name, value }) => [name, value]))
  for (const { path, condition, ofEvent } of conditionsOf(draft)) {
    joins(condition, path, report)
    for (const leaf of leavesOf(condition, path)) {
      if (leaf.attribute.startsWith('$')) report(leaf.path, 'misplaced', { name: leaf.attribute })
      operators(leaf, report)
      if (!ofEvent) missing(leaf, traits, report)
    }
    const parts = isContradictory(condition)
    if (parts) report(path, 'contradiction', parts)
  }
}

/** `$and`, `$or` and `$nor` take lists of conditions, `$not` takes one. */
function joins(condition: unknown, path: string, report: Report): void {
  if (!isObject(condition)) {
    report(path, 'type', { wanted: 'object' })
    return
  }
  for (const key of Object.keys(condition)) {
    const value = condition[key]
    const own = place(path, key)
    if (key === '$not') joins(value, own, report)
    else if (/^\$(and|or|nor)$/.test(key)) {
      if (!Array.isArray(value)) report(own, 'type', { wanted: 'array' })
      else
        value.forEach((one, i) => {
          joins(one, place(own, i), report)
        })
    }
  }
}

function operators({ expected, path }: Leaf, report: Report): void {
  for (const { name, operand, path: own } of operatorsIn(expected, path)) {
    if (/^\$regexi?$/.test(name)) report(own, 'regex', { name })
    else if (isKnown(name)) operandShape(name, operand, own, report)
    else report(own, 'operator', { name, suggestion: nearest(name, OPERATORS) })
  }
  if (isObject(expected)) {
    const mixed = Object.keys(expected).filter((key) => key.startsWith('$'))
    if (mixed.length && mixed.length < Object.keys(expected).length) report(path, 'misplaced', { name: mixed[0]! })
  }
}

/** Numbers that are there from the first day, or that a visit always has, cannot be missing. */
function missing(
  { path, attribute, expected, beside, negated, foreseen }: Leaf,
  traits: ReadonlyMap<string, Trait>,
  report: Report,
): void {
  if (negated || foreseen || !isObject(expected)) return
  const operator = ['$lt', '$lte'].find((name) => name in expected)
  if (!operator || !mayBeMissing(attribute, traits)) return
  if (beside.some((one) => takes(one, null) === false)) return
  const example = JSON.stringify({ [attribute]: { $exists: true, ...expected } })
  report(path, 'missingExists', { name: attribute, operator, example })
}

function mayBeMissing(attribute: string, traits: ReadonlyMap<string, Trait>): boolean {
  const root = rootOf(attribute)
  if (RESERVED.has(root)) return /^(user|campaign|referrer|scene|channel|device|live)$/.test(root)
  const trait = traits.get(root)
  if (!trait || 'ledger' in trait || 'score' in trait) return false
  if ('event' in trait) return !/^(count|sum|streak)$/.test(trait.agg)
  return !('case' in trait) || trait.else === undefined
}
