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

  /** Whether a value is as its shape wants it; the first thing that is not is reported. */
  const fits = (value: unknown, shape: Shape, path: string): boolean => {
    if (Array.isArray(shape)) {
      if (value === undefined) return true
      return Array.isArray(value)
        ? value.every((item, i) => fits(item, shape[0], `${path}[${i}]`))
        : report(path, 'type', { wanted: 'array' })
    }
    const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
    const wanted = typeof shape === 'string' ? shape : O
    if (type !== wanted) return report(path, 'type', { wanted })
    return isObject(shape)
      ? Object.entries(shape).every(([member, own]) =>
          fits((value as Record<string, unknown>)[member], own, `${path}.${member}`),
        )
      : true
  }

  const ids = new Set<string>()
  const isUsable = ({ id, slot, variations }: Experience, path: string, slots: object): boolean => {
    if (!has(slots, slot)) return report(`${path}slot`, 'slot', { name: slot })
    if (ids.has(id)) return report(`${path}id`, 'duplicate', { name: id })
    if (!variations?.[0]) return report(`${path}variations`, 'type', { wanted: 'array' })
    return !!ids.add(id)
  }

  const sections = (source: Record<string, unknown>): Record<string, unknown> => {
    const config = { ...source }
    for (const [section, shape] of Object.entries(SHAPES)) {
      const given = source[section]
      if (given === undefined) continue
      const isList = Array.isArray(shape)
      if (isList ? Array.isArray(given) : isObject(given)) {
        config[section] = isList
          ? (given as Experience[]).filter(
              (value, i) =>
                fits(value, shape[0], `${section}[${i}]`) &&
                (section !== 'experiences' || isUsable(value, `${section}[${i}].`, config.slots ?? {})),
            )
          : Object.fromEntries(
              Object.entries(given as object).filter(([name, value]) => fits(value, shape, `${section}.${name}`)),
            )
      } else {
        report(section, 'type', { wanted: isList ? 'array' : O })
        delete config[section]
      }
    }
    return config
  }

  try {
    const source = typeof json === S ? JSON.parse(json as string) : json
    if (!fits(source, { id: S, revision: N }, '')) return { config: null, issues }
    if (source.schema !== 1) report('schema', 'schema', { wanted: 1 })
    else return { config: sections(source) as unknown as Config, issues }
  } catch (error) {
    report('', 'json', { message: `${error}` })
  }
  return { config: null, issues }
}
