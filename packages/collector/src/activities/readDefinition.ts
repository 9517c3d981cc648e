import { isObject } from '../isObject.js'
import { type Problem, Refusal } from '../problem.js'
import { type Fields, flag, optional, text, time, wrongFields } from './fields.js'
import type { Common, Kind } from './kind.js'
import { kinds } from './kinds.js'

/** A definition that holds, and its kind. */
export interface Definition {
  readonly kind: Kind
  readonly definition: Common
}

/** What every definition may say. */
const common: Fields = {
  title: optional(text(200)),
  opens: optional(time),
  closes: optional(time),
  stopped: optional(flag),
}

/**
 * Checks an activity's definition.
 * @throws Refusal 400 that names every field that is wrong, and what to write instead
 */
export function readDefinition(value: unknown): Definition {
  if (!isObject(value)) throw wrong([{ code: 'invalid', message: 'a definition must be an object { "kind", … }' }])
  const { kind: name, ...rest } = value
  if (typeof name !== 'string' || !Object.hasOwn(kinds, name)) {
    const message = `kind must be one of ${Object.keys(kinds).join(', ')}`
    throw wrong([{ path: 'kind', code: name === undefined ? 'missing' : 'invalid', message }])
  }
  const kind = kinds[name]!
  const problems = wrongFields(rest, { ...kind.fields, ...common })
  if (problems.length) throw wrong(problems)
  const definition = value as unknown as Common
  const between = [...times(definition), ...(kind.check?.(definition as never) ?? [])]
  if (between.length) throw wrong(between)
  return { kind, definition }
}

const times = ({ opens, closes }: Common): Problem[] =>
  opens !== undefined && closes !== undefined && Date.parse(opens) >= Date.parse(closes)
    ? [{ path: 'closes', code: 'invalid', message: 'closes must be after opens' }]
    : []

const wrong = (problems: readonly Problem[]) => new Refusal(400, problems)
