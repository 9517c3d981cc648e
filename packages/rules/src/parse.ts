import type { Json } from '@qianmian/core'
import type { Config, Experience } from './config.js'
import { has, isObject } from './json.js'
import { plan } from './plan.js'

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

/** What a member must be: a type by its first letter, `?` where it may be missing; an object; a list or a table of one shape. */
type Shape = string | readonly [Shape] | { readonly [member: string]: Shape }

const EVENT: Shape = { event: 's', where: 'o?' }
const CAP: Shape = { count: 'n', per: 's' }

/** The shapes of what the document lists; the rest of a member is kept as it is. */
const SHAPES: { readonly [section: string]: Shape } = {
  channels: { name: 's', when: 'o' },
  traits: {},
  tags: { when: 'o', ttl: 's?' },
  audiences: { when: 'o' },
  slots: { default: 'o?', limit: 'n?', timeoutMs: 'n?' },
  caps: { ...(CAP as object), slots: ['s'] },
  groups: { max: 'n?', caps: [CAP] },
  savedGroups: 'a',
  experiences: {
    id: 's',
    slot: 's',
    priority: 'n?',
    group: 's?',
    audience: ['s'],
    requires: ['s'],
    when: 'o?',
    trigger: { ...(EVENT as object), count: 'n?', within: 's?' },
    schedule: {
      start: 's?',
      end: 's?',
      tz: 's?',
      recur: { type: 's', from: 's?', to: 's?', daysOfWeek: ['n'], daysOfMonth: ['n'], dates: ['s'] },
    },
    caps: [CAP],
    cooldown: { after: 's', for: 's' },
    stopOn: { ...(EVENT as object), within: 's?' },
    experiment: { key: 's', seed: 's?', weights: ['n'], coverage: 'n?', hashAttribute: 's?', fallbackAttribute: 's?' },
    variations: [{ key: 's', payload: 'o?' }],
  },
}

const LISTS = /^(channels|caps|experiences)$/

/**
 * Reads a document from its text, or from JSON that was read already. Never throws.
 * What is wrong is an issue, and is left out: one experience, one tag; unknown members are kept and ignored.
 */
export function parse(json: unknown): Parsed {
  const issues: Issue[] = []
  const report = (path: string, code: string, values: Issue['values'] = {}) => {
    issues.push({ path, code, severity: 'error', values })
  }
  try {
    const source = typeof json === 'string' ? JSON.parse(json) : json
    const config = isObject(source) ? read(source, report) : report('', 'type', { wanted: 'object' })
    return { config: config ?? null, issues }
  } catch (error) {
    report('', 'json', { message: `${error}` })
    return { config: null, issues }
  }
}

type Report = (path: string, code: string, values?: Issue['values']) => void

function read(source: Record<string, unknown>, report: Report): Config | undefined {
  if (source.schema !== 1) return report('schema', 'schema', { wanted: 1 }) as undefined
  if (typeof source.id !== 'string') report('id', 'type', { wanted: 'string' })
  if (typeof source.revision !== 'number') return report('revision', 'type', { wanted: 'number' }) as undefined
  const config: Record<string, unknown> = { ...source }
  for (const section of Object.keys(SHAPES)) {
    if (!has(source, section)) continue
    const given = source[section]
    const isList = LISTS.test(section)
    delete config[section]
    if (isList ? !Array.isArray(given) : !isObject(given)) {
      report(section, 'type', { wanted: isList ? 'array' : 'object' })
      continue
    }
    const passes = (value: unknown, path: string) => !faults(value, SHAPES[section]!, path, report)
    config[section] = isList
      ? (given as unknown[]).filter((value, i) => passes(value, `${section}[${i}]`))
      : Object.fromEntries(
          Object.entries(given as object).filter(([name, value]) => passes(value, `${section}.${name}`)),
        )
  }
  const found = config as unknown as Config
  const { needs, slots } = plan(found)
  const ids = new Set<string>()
  const usable = (experience: Experience, index: number) => {
    const path = `experiences[${index}]`
    if (!slots.has(experience.slot)) return report(`${path}.slot`, 'slot', { name: experience.slot })
    if (ids.has(experience.id)) return report(`${path}.id`, 'duplicate', { name: experience.id })
    if (!experience.variations?.length) return report(`${path}.variations`, 'type', { wanted: 'array' })
    const { flaw } = needs.of(experience)
    if (flaw) report(path, flaw.code, { name: flaw.name })
    ids.add(experience.id)
    return true
  }
  found.experiences = (found.experiences ?? []).filter(usable)
  return found
}

const TYPES: Record<string, string> = { s: 'string', n: 'number', o: 'object', a: 'array' }

/** Reports the first thing that is not as its shape wants it. */
function faults(value: unknown, shape: Shape, path: string, report: Report): boolean {
  if (typeof shape === 'string') {
    if (shape[1] && value == null) return false
    const wanted = TYPES[shape[0]!]!
    const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
    if (type !== wanted) report(path, 'type', { wanted })
    return type !== wanted
  }
  if (Array.isArray(shape)) {
    if (value === undefined) return false
    if (!Array.isArray(value)) return faults(value, 'a', path, report)
    return value.some((item, i) => faults(item, (shape as readonly [Shape])[0], `${path}[${i}]`, report))
  }
  if (!isObject(value)) return faults(value, 'o', path, report)
  return Object.keys(shape).some((member) => {
    const wanted = (shape as Record<string, Shape>)[member]!
    const optional = isObject(wanted) && value[member] === undefined
    return !optional && faults(value[member], wanted, `${path}.${member}`, report)
  })
}
