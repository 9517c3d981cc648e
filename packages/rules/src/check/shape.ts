import document from '../../schema/1.json'
import { calendar } from '../calendar.js'
import { has, isObject } from '../json.js'
import type { Report } from './issueValues.js'
import { nearest } from './nearest.js'
import { place } from './place.js'

/** As much of JSON Schema as the document's schema uses. */
interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema
  readonly items?: Schema | readonly Schema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
}

const definitions = document.definitions as unknown as { readonly [name: string]: Schema }

/** Reports what in a document is not as its JSON Schema says, and members that the schema does not know. */
export const shape = (source: unknown, report: Report): void => walk(source, { $ref: document.$ref }, '', report)

/** Reports what is wrong with the operands of a condition's operators. */
export function operandShape(operator: string, operand: unknown, path: string, report: Report): void {
  const operators = definitions.Operators!.properties!
  if (has(operators, operator)) walk(operand, operators[operator]!, path, report)
}

/** The operators that an author may write. */
export const OPERATORS: readonly string[] = Object.keys(definitions.Operators!.properties!)

/** What may hold any member, and conditions, which are looked at elsewhere. */
const ELSEWHERE = /^(Json|JsonObject|Condition|Expected|Operators|Literal)$/

/** Old names that some hosts take and others don't, and never for what one expects: `CST` is Chicago. */
const ABBREVIATION = /^([ABCEGIJMNPSV][A-Z]T|ACT|IET)$/i

/** Texts of which a pattern cannot tell whether they can be read. */
const readable: { readonly [definition: string]: (text: string) => boolean } = {
  TimeZone: (text) => !ABBREVIATION.test(text) && calendar(text) !== null,
  Moment: isDate,
  CalendarDate: isDate,
}

function walk(value: unknown, schema: Schema, path: string, report: Report): void {
  const name = definitionOf(schema)
  const resolved = name ? definitions[name]! : schema
  const wanted = typesOf(resolved)
  if (name === 'Json') return
  if (resolved.anyOf) walkAny(value, resolved.anyOf, path, report)
  else if (wanted.length && !wanted.includes(typeOf(value)))
    report(path, 'type', { wanted: wanted.join('|'), given: typeOf(value) })
  else if (typeof value === 'string') walkText(value, resolved, name, path, report)
  else if (typeof value === 'number') walkNumber(value, resolved, path, report)
  else if (Array.isArray(value)) walkItems(value, resolved, path, report)
  else if (isObject(value) && !ELSEWHERE.test(name)) walkMembers(value, resolved, path, report, name === 'Payload')
}

function walkText(text: string, schema: Schema, name: string, path: string, report: Report): void {
  const choices = 'const' in schema ? [`${schema.const}`] : schema.enum
  if (choices && !choices.includes(text))
    report(path, 'choice', { choices: [...choices], given: text, suggestion: nearest(text, choices) })
  if ((schema.pattern && !new RegExp(schema.pattern).test(text)) || (has(readable, name) && !readable[name]!(text)))
    report(path, 'form', { form: name, given: text })
}

function walkNumber(
  given: number,
  { type, const: only, minimum, maximum }: Schema,
  path: string,
  report: Report,
): void {
  if (only !== undefined && only !== given) report(path, 'choice', { choices: [`${only}`], given: `${given}` })
  else if (given < (minimum ?? given) || given > (maximum ?? given)) report(path, 'range', { given, minimum, maximum })
  else if (type === 'integer' && !Number.isInteger(given)) report(path, 'integer', { given })
}

function walkItems(list: unknown[], { items, minItems, maxItems }: Schema, path: string, report: Report): void {
  const given = list.length
  if (given < (minItems ?? 0) || given > (maxItems ?? given))
    report(path, 'length', { given, minimum: minItems, maximum: maxItems })
  list.forEach((item, i) => {
    const own = Array.isArray(items) ? items[i] : (items as Schema | undefined)
    if (own) walk(item, own, place(path, i), report)
  })
}

function walkMembers(
  object: Record<string, unknown>,
  { properties = {}, required = [], additionalProperties }: Schema,
  path: string,
  report: Report,
  open: boolean,
): void {
  for (const name of required) if (object[name] === undefined) report(path, 'missing', { name })
  for (const name of Object.keys(object)) {
    if (object[name] === undefined) continue
    const own = has(properties, name) ? properties[name] : additionalProperties
    if (own) walk(object[name], own, place(path, name), report)
    else if (!open && !/^(_|\/|x-)/.test(name))
      report(place(path, name), 'unknownMember', { name, suggestion: memberMeant(name, Object.keys(properties)) })
  }
}

/** What members are called in Chinese. */
const CHINESE: { readonly [name: string]: string } = {
  渠道: 'channels',
  特征: 'traits',
  标签: 'tags',
  人群: 'audience audiences',
  运营位: 'slot slots',
  体验: 'experiences',
  分组: 'group groups',
  名称: 'name',
  名字: 'name',
  条件: 'when',
  事件: 'event',
  优先级: 'priority',
  触发: 'trigger',
  排期: 'schedule',
  开始: 'start',
  结束: 'end',
  上限: 'caps',
  冷却: 'cooldown',
  实验: 'experiment',
  权重: 'weights',
  版本: 'variations',
  内容: 'payload',
  默认: 'default',
  启用: 'enabled',
}

function memberMeant(name: string, known: readonly string[]): string | undefined {
  const translated = has(CHINESE, name) ? CHINESE[name]!.split(' ') : []
  return translated.find((one) => known.includes(one)) ?? nearest(name, known)
}

/** An object is what its required members make it; anything else must fit one of the alternatives. */
function walkAny(value: unknown, options: readonly Schema[], path: string, report: Report): void {
  const all = options.map((one) => ({ one, name: definitionOf(one), ...(definitions[definitionOf(one)] ?? one) }))
  const ofType = all.filter((one) => typesOf(one).includes(typeOf(value)))
  const fits = isObject(value)
    ? (ofType.find(({ required = [] }) => required.every((name) => has(value, name))) ??
      (ofType.length === 1 ? ofType[0] : undefined))
    : ofType.find(({ one }) => isSound(value, one))
  if (fits) walk(value, fits.one, path, report)
  else if (!ofType.length)
    report(path, 'type', { wanted: [...new Set(all.flatMap(typesOf))].join('|'), given: typeOf(value) })
  else if (isObject(value))
    report(path, 'alternative', { alternatives: ofType.map(({ required = [] }) => [...required]) })
  else {
    const choices = ofType.flatMap((option) => ('const' in option ? [`${option.const}`] : []))
    report(path, 'form', { form: ofType.find(({ pattern }) => pattern)?.name ?? '', given: `${value}`, choices })
  }
}

function isSound(value: unknown, schema: Schema): boolean {
  let sound = true
  walk(value, schema, '', () => {
    sound = false
  })
  return sound
}

const definitionOf = ({ $ref }: Schema): string => $ref?.slice('#/definitions/'.length) ?? ''

const typesOf = ({ type = [] }: Schema): string[] =>
  (typeof type === 'string' ? [type] : [...type]).map((one) => (one === 'integer' ? 'number' : one))

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** Whether there is such a date: `2026-02-31` is none. */
function isDate(text: string): boolean {
  const date = Date.parse(`${text.slice(0, 10)}T00:00Z`)
  return !Number.isNaN(date) && new Date(date).toISOString().startsWith(text.slice(0, 10)) && isTime(text.slice(10))
}

const isTime = (text: string): boolean => !text || !Number.isNaN(Date.parse(`2000-01-01${text}`))
