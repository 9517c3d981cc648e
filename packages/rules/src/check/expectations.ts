import type { Trait } from '../config.js'
import { canonical, has, isObject } from '../json.js'
import { isOperators } from '../matches.js'
import { conditionsOf, leavesOf, operatorsIn } from './conditions.js'
import type { Draft } from './draft.js'
import type { Report } from './issueValues.js'
import { nearest } from './nearest.js'
import { place } from './place.js'
import { OPERATORS } from './shape.js'

/** What an attribute can be: a number, a list of names, or one of these values. */
type Kind = 'number' | 'names' | { readonly channel: true } | { readonly values: readonly unknown[] } | undefined

/** Comparisons that look right and never hold, or hold by chance: a text for a number, a value that a trait never has. */
export function expectations(draft: Draft, report: Report): void {
  const traits = new Map(draft.traits.map(({ name, value }) => [name, value]))
  for (const { path, condition, ofEvent } of conditionsOf(draft))
    for (const { attribute, expected, path: at } of leavesOf(condition, path)) {
      bareOperators(expected, at, ofEvent ? undefined : kindOf(attribute, traits), report)
      const isNames = !ofEvent && (attribute === 'tags' || attribute === 'audiences')
      if (Array.isArray(expected) && !isNames) whole(attribute, expected, at, report)
      if (ofEvent || attribute.startsWith('$')) continue
      known(attribute, at, report)
      fit(expected, at, attribute, kindOf(attribute, traits), draft.defined.channel, report)
    }
}

/** Numbers of the moment, with their range. */
const NOW: { readonly [attribute: string]: readonly number[] } = {
  'now.hour': Array.from({ length: 24 }, (_, hour) => hour),
  'now.weekday': [0, 1, 2, 3, 4, 5, 6],
}

function kindOf(attribute: string, traits: ReadonlyMap<string, Trait>): Kind {
  if (attribute === 'tags' || attribute === 'audiences') return 'names'
  if (attribute === 'channel') return { channel: true }
  if (has(NOW, attribute)) return { values: NOW[attribute]! }
  const trait = traits.get(attribute)
  if (!trait) return
  if ('channel' in trait) return { channel: true }
  if ('case' in trait) return { values: [...trait.case.map(([, value]) => value), trait.else ?? null] }
  return 'event' in trait && /^(first|last|top)$/.test(trait.agg) ? undefined : 'number'
}

/** What events tell by themselves. A shop may tell more, but not of the moment. */
const TOLD: { readonly [root: string]: string } = {
  now: 'hour weekday date',
  page: 'path url title search referrer',
  campaign: 'source medium name term content',
  referrer: 'url host',
  session: 'id number start',
  live: 'room session anchor mode visit watchedSeconds explaining likes comments gifts shares followed position offset activity',
}

function known(attribute: string, path: string, report: Report): void {
  const [root, member] = attribute.split('.', 2)
  if (member === undefined || !has(TOLD, root!)) return
  const all = TOLD[root!]!.split(' ')
  const suggestion = nearest(member, all)
  const meant = suggestion && `${root}.${suggestion}`
  if (all.includes(member)) return
  if (root === 'now') report(path, 'name', { name: attribute, suggestion: meant })
  else if (meant) report(path, 'attribute', { name: attribute, suggestion: meant })
}

/** A list is equal to a list that is all the same; who writes one mostly means one of it. */
function whole(name: string, list: readonly unknown[], path: string, report: Report): void {
  const [first] = list
  const example = JSON.stringify({ [name]: isObject(first) ? first : { $in: list } })
  if (first !== undefined) report(path, 'wholeList', { name, example })
}

const SIGNS: { readonly [sign: string]: string } = {
  '>': '$gt',
  '>=': '$gte',
  '≥': '$gte',
  '<': '$lt',
  '<=': '$lte',
  '≤': '$lte',
  '=': '$eq',
  '==': '$eq',
  '!=': '$ne',
  '≠': '$ne',
}
const COMPARES = /^\$(eq|ne|[gl]te?|n?in)$/

/** Operators without their dollar: an object that the value would have to equal. */
function bareOperators(expected: unknown, path: string, kind: Kind, report: Report): void {
  if (!isObject(expected) || isOperators(expected)) return
  for (const name of Object.keys(expected)) {
    const meant = (has(SIGNS, name) && SIGNS[name]) || `$${name.replace(/^[$＄]/, '').toLowerCase()}`
    // What has a size or a type may be an object of the shop's own.
    if (OPERATORS.includes(meant) && (kind || COMPARES.test(meant)))
      report(place(path, name), 'operator', { name, suggestion: meant })
  }
}

function fit(
  expected: unknown,
  path: string,
  attribute: string,
  kind: Kind,
  channels: ReadonlySet<string>,
  report: Report,
): void {
  if (!kind) return
  const compared = isOperators(expected) ? operatorsIn(expected, path) : [{ name: '', operand: expected, path }]
  for (const { name, operand, path: at } of compared) {
    if (kind === 'names') {
      if (/^$|^\$(eq|ne|[gl]te?|v.*|.*With|contains)$/.test(name) && !isObject(operand) && operand !== null)
        report(at, 'list', { name: attribute, example: exampleOf(attribute, operand) })
      if (/^\$(n?ini?|alli?)$/.test(name) && Array.isArray(operand))
        operand.forEach((one, i) => {
          if (Array.isArray(one)) report(place(at, i), 'type', { wanted: 'string', given: 'array' })
        })
      continue
    }
    const isList = /^\$n?ini?$/.test(name)
    const values = (isList ? (Array.isArray(operand) ? operand : []) : [operand]) as unknown[]
    values.forEach((value, i) => {
      const own = isList ? place(at, i) : at
      if (value === null || (isOperators(value) && name === '$not')) return
      if (kind === 'number') number(value, name, own, report)
      else if (!/^$|^\$(eq|ne|n?ini?)$/.test(name)) return
      else if ('values' in kind) choice(value, kind.values, /i$/.test(name), own, report)
      else if (typeof value === 'string' && !channels.has(value))
        report(own, 'name', { name: value, kind: 'channel', suggestion: nearest(value, channels) })
    })
  }
}

/** A text is compared by its digits, but is never equal to a number. */
function number(value: unknown, operator: string, path: string, report: Report): void {
  const isText = typeof value === 'string'
  const never = /^\$(eq|ne|n?in)$/.test(operator)
    ? isText
    : /^$|^\$[gl]te?$/.test(operator) && isText && Number.isNaN(+value)
  if (never) report(path, 'type', { wanted: 'number', given: 'string' })
}

function choice(given: unknown, values: readonly unknown[], folded: boolean, path: string, report: Report): void {
  const key = (value: unknown) => (folded && typeof value === 'string' ? value.toLowerCase() : canonical(value))
  if (values.some((value) => key(value) === key(given))) return
  if (typeof given === 'string' && values.every((value) => typeof value === 'number')) {
    report(path, 'type', { wanted: 'number', given: 'string' })
    return
  }
  const choices = values.filter((value) => value !== null).map(told)
  report(path, 'choice', { choices, given: told(given), suggestion: nearest(told(given), choices) })
}

const told = (value: unknown): string => (typeof value === 'string' ? value : canonical(value))

const exampleOf = (attribute: string, operand: unknown): string =>
  `"${attribute}": {"$in": ${JSON.stringify(Array.isArray(operand) ? operand : [`${operand}`])}}`
