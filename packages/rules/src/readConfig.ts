import type { Json } from '@qianmian/core'
import type { Config, Experience } from './config.js'
import { has, isObject } from './json.js'

/** Something that is wrong with a document: data, for words see `@qianmian/rules/words`. */
export interface Issue {
  /** Where: `experiences[3].when`; empty for the document itself. */
  readonly path: string
  readonly code: string
  /** An error disables what it stands at; a warning disables nothing. */
  readonly severity: 'error' | 'warning'
  readonly values: { readonly [name: string]: Json }
}

export interface Parsed {
  /** The document without what cannot be used; null when none of it can. */
  readonly config: Config | null
  readonly issues: readonly Issue[]
}

/** What a member must be: a type; `[shape]`, a list that may be missing; an object with members. */
type Shape = string | readonly [Shape] | { readonly [member: string]: Shape }

const S = 'string'
const N = 'number'
const ANY = {}

/** The shapes without which a part of the document cannot be used. The parts that are lists stand in a list. */
const SHAPES: { readonly [section: string]: readonly [Shape] | { readonly [member: string]: Shape } } = {
  channels: [{ name: S, when: ANY }],
  traits: ANY,
  tags: { when: ANY },
  audiences: { when: ANY },
  slots: ANY,
  caps: [{ count: N, per: S, slots: [S] }],
  groups: { caps: [ANY] },
  experiences: [{ id: S, slot: S, variations: [{ key: S }], caps: [ANY], audience: [S], requires: [S] }],
}

/** What is wrong with a value: where in it, a code, and values. */
type Fault = [path: string, code: string, values: Issue['values']]

/** Reads a document and leaves out what cannot be used. Names and operators are not looked at: `parse` does that too. */
export function readConfig(json: unknown): Parsed {
  const issues: Issue[] = []
  const isFine = (found: Fault | undefined, place = ''): boolean => {
    if (found) issues.push({ path: place + found[0], code: found[1], severity: 'error', values: found[2] })
    return !found
  }

  try {
    const source = typeof json === S ? JSON.parse(json as string) : json
    if (
      isFine(fault(source, { id: S, revision: N })) &&
      isFine(source.schema === 1 ? undefined : ['schema', 'schema', { wanted: 1 }])
    ) {
      const config = { ...source }
      const ids = new Set<string>()
      const faultOf = (experience: Experience): Fault | undefined => {
        const { id, slot, variations } = experience
        if (!has(config.slots ?? {}, slot)) return ['.slot', 'slot', { name: slot }]
        if (ids.has(id)) return ['.id', 'duplicate', { name: id }]
        if (!variations?.[0]) return ['.variations', 'type', { wanted: 'array' }]
        ids.add(id)
      }
      for (const section of Object.keys(SHAPES)) {
        const given = source[section]
        const shape = SHAPES[section]!
        const isList = Array.isArray(shape)
        if (given === undefined) continue
        if (!isFine(fault(Array.isArray(given) && isList ? [] : given, isList ? [ANY] : ANY), section)) {
          delete config[section]
          continue
        }
        const isKept = (part: string | number) => {
          const found =
            fault(given[part], isList ? shape[0] : shape) ??
            (section === 'experiences' ? faultOf(given[part]) : undefined)
          return !found || isFine(found, section + (isList ? `[${part}]` : `.${part}`))
        }
        const before = issues.length
        const parts = isList ? given : Object.keys(given)
        const kept = parts.filter((one: string, i: number) => isKept(isList ? i : one))
        if (issues.length > before)
          config[section] = isList ? kept : Object.fromEntries(kept.map((part: string) => [part, given[part]]))
      }
      return { config, issues }
    }
  } catch (error) {
    isFine(['', 'json', { message: `${error}` }])
  }
  return { config: null, issues }
}

/** The first thing in a value that is not as its shape wants it. */
function fault(value: unknown, shape: Shape): Fault | undefined {
  if (typeof value === shape || (value === undefined && Array.isArray(shape))) return
  const isList = Array.isArray(shape)
  if (typeof shape === S || !(isList ? Array.isArray(value) : isObject(value)))
    return ['', 'type', { wanted: isList ? 'array' : typeof shape === S ? (shape as string) : 'object' }]
  for (const part of Object.keys(isList ? (value as object) : shape)) {
    const found = fault(value![part as never], isList ? shape[0] : shape[part as never])
    if (found) return [(isList ? `[${part}]` : `.${part}`) + found[0], found[1], found[2]]
  }
}
