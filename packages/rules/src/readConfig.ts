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

/** Reads a document and leaves out what cannot be used. Names and operators are not looked at: `parse` does that too. */
export function readConfig(json: unknown): Parsed {
  const issues: Issue[] = []
  const report = (path: string, code: string, values: Issue['values'] = {}): false => {
    issues.push({ path, code, severity: 'error', values })
    return false
  }
  const fits = (value: unknown, shape: Shape, path: string): boolean => {
    const found = fault(value, shape)
    return !found || report(path + found[0], 'type', { wanted: found[1] })
  }
  const ids = new Set<string>()
  const isUsable = ({ id, slot, variations }: Experience, path: string, slots: object): boolean => {
    if (!has(slots, slot)) return report(`${path}.slot`, 'slot', { name: slot })
    if (ids.has(id)) return report(`${path}.id`, 'duplicate', { name: id })
    return !!(variations?.[0] ? ids.add(id) : report(`${path}.variations`, 'type', { wanted: 'array' }))
  }

  try {
    const source = typeof json === S ? JSON.parse(json as string) : json
    if (!fits(source, { id: S, revision: N }, '')) return { config: null, issues }
    if (source.schema === 1) {
      const config = { ...source }
      for (const section of Object.keys(SHAPES)) {
        const given = source[section]
        const shape = SHAPES[section] as never
        const isList = Array.isArray(shape)
        if (given === undefined) continue
        if (!fits(given, isList ? 'array' : O, section)) {
          delete config[section]
          continue
        }
        const parts = Object.keys(given)
        const kept = parts.filter((part) => {
          const path = section + (isList ? `[${part}]` : `.${part}`)
          return (
            fits(given[part], isList ? shape[0] : shape, path) &&
            (section !== 'experiences' || isUsable(given[part], path, config.slots ?? {}))
          )
        })
        if (isList) config[section] = kept.map((part) => given[part])
        else if (kept.length < parts.length)
          config[section] = Object.fromEntries(kept.map((part) => [part, given[part]]))
      }
      return { config, issues }
    }
    report('schema', 'schema', { wanted: 1 })
  } catch (error) {
    report('', 'json', { message: `${error}` })
  }
  return { config: null, issues }
}

/** Where a value is not as its shape wants it, and what it wants there; nothing where it fits. */
function fault(value: unknown, shape: Shape): [path: string, wanted: string] | undefined {
  const isList = Array.isArray(shape)
  const wanted = typeof shape === S ? (shape as string) : isList ? 'array' : O
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  if (isList && value === undefined) return
  if (type !== wanted) return ['', wanted]
  if (typeof shape === S) return
  for (const part of Object.keys(isList ? (value as object) : shape)) {
    const found = fault(value![part as never], isList ? shape[0] : shape[part as never])
    if (found) return [(isList ? `[${part}]` : `.${part}`) + found[0], found[1]]
  }
}
