import type { Json } from '@qianmian/core'
import type { Config, Experience } from './config.js'
import { has } from './json.js'

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

/** What a member must be: a type, `?` where it may be missing; an object with members; `[shape]`, a list that may be missing. */
type Shape = string | readonly [Shape] | { readonly [member: string]: Shape }

const S = 'string'
const N = 'number'
const O = 'object'

/** The shapes without which a part of the document cannot be used. The parts that are lists stand in a list. */
const SHAPES: { readonly [section: string]: Shape } = {
  channels: [{ name: S, when: O }],
  traits: {},
  tags: { when: O },
  audiences: { when: O },
  slots: {},
  caps: [{ count: N, per: S, slots: [S] }],
  groups: { caps: [{}] },
  experiences: [{ id: S, slot: S, variations: [{ key: S }], caps: [{}], audience: [S], requires: [S] }],
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
        const shape = SHAPES[section] as never
        const isList = Array.isArray(shape)
        if (given === undefined) continue
        if (!isFine(fault(given, isList ? 'array' : O), section)) {
          delete config[section]
          continue
        }
        const parts = Object.keys(given)
        const kept = parts.filter((part) => {
          const found =
            fault(given[part], isList ? shape[0] : shape) ??
            (section === 'experiences' ? faultOf(given[part]) : undefined)
          return !found || isFine(found, section + (isList ? `[${part}]` : `.${part}`))
        })
        if (isList) config[section] = kept.map((part) => given[part])
        else if (kept.length < parts.length)
          config[section] = Object.fromEntries(kept.map((part) => [part, given[part]]))
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
  const isList = Array.isArray(shape)
  const wanted = typeof shape === S ? (shape as string) : isList ? 'array' : O
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  if (isList && value === undefined) return
  if (type !== wanted) return ['', 'type', { wanted }]
  if (typeof shape !== S)
    for (const part of Object.keys(isList ? (value as object) : shape)) {
      const found = fault(value![part as never], isList ? shape[0] : shape[part as never])
      if (found) return [(isList ? `[${part}]` : `.${part}`) + found[0], found[1], found[2]]
    }
}
