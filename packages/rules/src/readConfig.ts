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
const ANY = 'object'

/** The shapes without which a part of the document cannot be used. The parts that are lists stand in a list. */
const SHAPES: { readonly [section: string]: Shape } = {
  channels: [{ name: S, when: ANY }],
  traits: ANY,
  tags: { when: ANY },
  audiences: { when: ANY },
  slots: ANY,
  caps: [{ count: N, per: S, slots: [S] }],
  groups: { caps: [ANY] },
  experiences: [{ id: S, slot: S, variations: [{ key: S }], caps: [ANY], audience: [S], requires: [S] }],
}

const place = (path: string, part: string | number, isList: boolean) => path + (isList ? `[${part}]` : `.${part}`)

/** Reads a document and leaves out what cannot be used. Names and operators are not looked at: `parse` does that too. */
export function readConfig(json: unknown): Parsed {
  const issues: Issue[] = []
  const report = (path: string, code: string, values: Issue['values']) =>
    !issues.push({ path, code, severity: 'error', values })

  /** Whether a value is as its shape wants it; the first thing in it that is not is reported. */
  function fits(value: unknown, shape: Shape, path: string): boolean {
    const isList = Array.isArray(shape)
    const wanted = isList ? 'array' : typeof shape === S ? (shape as string) : ANY
    if (isList && value === undefined) return true
    if (!(isList ? Array.isArray(value) : wanted === ANY ? isObject(value) : typeof value === wanted))
      return report(path, 'type', { wanted })
    const isPart = (part: string) =>
      fits(value![part as never], isList ? shape[0] : shape[part as never], place(path, part, isList))
    return typeof shape === S || Object.keys(isList ? (value as object) : shape).every(isPart)
  }

  try {
    const source = typeof json === S ? JSON.parse(json as string) : json
    if (
      fits(source, { id: S, revision: N }, '') &&
      (source.schema === 1 || report('schema', 'schema', { wanted: 1 }))
    ) {
      const config = { ...source }
      const ids = new Set<string>()
      const isUsable = (experience: Experience, shape: Shape, index: number): boolean => {
        const { id, slot, variations, caps, audience, requires } = Object(experience) as Experience
        // Most are fine, and there may be thousands, on which the general walk takes long.
        const isSound =
          typeof id === S &&
          typeof slot === S &&
          !(caps || audience || requires) &&
          Array.isArray(variations) &&
          variations.every((one) => typeof one?.key === S)
        if (!isSound && !fits(experience, shape, `experiences[${index}]`)) return false
        if (!has(config.slots ?? {}, slot)) return report(`experiences[${index}].slot`, 'slot', { name: slot })
        if (ids.has(id)) return report(`experiences[${index}].id`, 'duplicate', { name: id })
        if (!variations?.[0]) return report(`experiences[${index}].variations`, 'type', { wanted: 'array' })
        return !!ids.add(id)
      }
      for (const section of Object.keys(SHAPES)) {
        const given = source[section]
        const shape = SHAPES[section]!
        const isList = Array.isArray(shape)
        if (given === undefined) continue
        if (!fits(Array.isArray(given) && isList ? [] : given, isList ? [ANY] : ANY, section)) {
          delete config[section]
          continue
        }
        const isKept = (part: string | number) =>
          section === 'experiences'
            ? isUsable(given[part], shape[0 as never], part as number)
            : fits(given[part], isList ? shape[0] : shape, place(section, part, isList))
        const before = issues.length
        const parts = isList ? given : Object.keys(given)
        const kept = parts.filter((one: string, i: number) => isKept(isList ? i : one))
        if (issues.length > before)
          config[section] = isList ? kept : Object.fromEntries(kept.map((part: string) => [part, given[part]]))
      }
      return { config, issues }
    }
  } catch (error) {
    report('', 'json', { message: `${error}` })
  }
  return { config: null, issues }
}
