import type { Audience, Cap, Channel, Config, Experience, Slot, Tag, Trait } from '../config.js'
import { isObject, rootOf } from '../json.js'
import type { NameKind } from './issueValues.js'
import { isWithin, place } from './place.js'

/** Something that a document defines, and where. */
export interface Placed<T> {
  readonly name: string
  readonly path: string
  readonly value: T
}

/** A document on its way to be checked: the parts whose shape is right, under their names. */
export interface Draft {
  /** The document itself. Only what stands beside its sections may be read from here. */
  readonly head: Pick<Config, 'id' | 'revision' | 'tz' | 'expires' | 'quiet' | 'holdout'>
  readonly traits: readonly Placed<Trait>[]
  readonly tags: readonly Placed<Tag>[]
  readonly audiences: readonly Placed<Audience>[]
  readonly slots: readonly Placed<Slot>[]
  readonly groups: readonly Placed<{ max?: number; caps?: Cap[] }>[]
  readonly channels: readonly Placed<Channel>[]
  readonly experiences: readonly Placed<Experience>[]
  readonly caps: readonly Placed<Cap & { slots?: string[] }>[]
  /** Names and texts of what is malformed: what is named there is not unused. */
  readonly torn: ReadonlySet<string>
  /** All names that are defined, those of malformed things included. */
  readonly defined: { readonly [kind in NameKind]: ReadonlySet<string> }
}

/** Reads a document of which the paths of what is malformed are known. */
export function draft(source: Record<string, unknown>, malformed: readonly string[]): Draft {
  const sound = (path: string) => !malformed.some((one) => isWithin(one, path) || isWithin(path, one))
  const pick = <T>(entries: [string, unknown][], placed: (name: string) => string): Placed<T>[] =>
    entries.flatMap(([name, value]) => {
      const path = placed(name)
      return sound(path) ? [{ name, path, value: value as T }] : []
    })
  const table = <T>(section: string) => pick<T>(entriesOf(source[section]), (name) => place(section, name))
  const list = <T>(section: string, key: string) =>
    pick<T>(Object.entries(Array.isArray(source[section]) ? source[section] : []), (index) =>
      place(section, Number(index)),
    ).map((one) => ({ ...one, name: `${(one.value as Record<string, unknown>)[key]}` }))
  const names = (section: string) => new Set(entriesOf(source[section]).map(([name]) => name))
  const experiences = list<Experience>('experiences', 'id')
  const channels = list<Channel>('channels', 'name')
  const head = ['id', 'revision', 'tz', 'expires', 'quiet', 'holdout'].filter((name) => name in source && sound(name))
  return {
    head: Object.fromEntries(head.map((name) => [name, source[name]])) as unknown as Draft['head'],
    traits: table('traits'),
    tags: table('tags'),
    audiences: table('audiences'),
    slots: table('slots'),
    groups: table('groups'),
    channels,
    experiences,
    caps: list('caps', 'per'),
    torn: new Set(SECTIONS.flatMap((section) => tornIn(source[section], section, sound))),
    defined: {
      trait: names('traits'),
      tag: names('tags'),
      audience: names('audiences'),
      slot: names('slots'),
      group: names('groups'),
      savedGroup: names('savedGroups'),
      channel: new Set(channels.map(({ name }) => name)),
      experience: new Set(experiences.map(({ name }) => name)),
    },
  }
}

const SECTIONS = ['traits', 'tags', 'audiences', 'channels', 'experiences', 'caps', 'quiet']

/** All names and texts inside of the parts of a section that are not sound. */
function tornIn(section: unknown, name: string, sound: (path: string) => boolean): string[] {
  if (sound(name)) return []
  const parts = Array.isArray(section)
    ? section.map((part, i): [string, unknown] => [place(name, i), part])
    : entriesOf(section).map(([key, part]): [string, unknown] => [place(name, key), part])
  return parts.flatMap(([path, part]) => (sound(path) ? [] : textsIn(part)))
}

/** Without recursion: a document may nest deeper than the stack. */
function textsIn(value: unknown): string[] {
  const found: string[] = []
  const left = [value]
  while (left.length) {
    const next = left.pop()
    if (typeof next === 'string') found.push(next)
    else if (typeof next === 'object' && next !== null)
      for (const [key, member] of Object.entries(next)) {
        if (!Array.isArray(next)) found.push(rootOf(key))
        left.push(member)
      }
  }
  return found
}

const entriesOf = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : [])
