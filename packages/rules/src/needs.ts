import type { Config, Experience } from './config.js'
import { addTraitReferences } from './derivedTraits.js'
import type { EventTraitRule } from './eventTraits.js'
import { has } from './json.js'
import { addReferences, noReferences, type References, rootOf } from './references.js'

/** What must be known before something can be decided. */
export interface Need {
  /** Why this SDK never can decide it, or null. */
  readonly flaw: {
    readonly code: 'operator' | 'name' | 'cycle' | 'trait' | 'feature' | 'zone'
    readonly name: string
  } | null
  /** The event traits that it depends on. */
  readonly traits: ReadonlySet<string>
  /** Whether it depends on the person's history or attributes. */
  readonly personal: boolean
}

/** The static dependencies of a document, found when they are first asked for. */
export interface Needs {
  of(experience: Experience): Need
  named(kind: 'traits' | 'tags' | 'audiences', name: string): Need
  /** The properties of `user` that the document refers to: all that is kept of them. */
  userNames(): ReadonlySet<string>
}

/** The names that conditions can read besides traits. */
export const RESERVED: ReadonlySet<string> = new Set(
  'tags audiences user page campaign referrer scene channel session device live now anonymousId userId'.split(' '),
)

export function needs(
  config: Config,
  features: readonly string[],
  knowsZone: boolean,
  rules: readonly EventTraitRule[],
): Needs {
  const counted = new Set(rules.map((rule) => rule.name))
  const known = new Map<unknown, Need>()
  let users: Set<string> | undefined
  const nothing = (code: NonNullable<Need['flaw']>['code'], name: string): Need => ({
    flaw: { code, name },
    traits: new Set(),
    personal: false,
  })

  const gather = (references: References): Need => {
    const traits = new Set<string>()
    const [unknown] = references.unknown
    let flaw: Need['flaw'] = unknown ? { code: 'operator', name: unknown } : null
    let personal = false
    const include = (need: Need) => {
      flaw ??= need.flaw
      personal ||= need.personal
      for (const trait of need.traits) traits.add(trait)
    }
    for (const path of references.paths) {
      const root = rootOf(path)
      if (/^user/.test(root)) personal = true
      if (!RESERVED.has(root)) include(named('traits', root))
    }
    for (const name of references.tags) include(named('tags', name))
    for (const name of references.audiences) include(named('audiences', name))
    return { flaw, traits, personal }
  }

  const named = (kind: 'traits' | 'tags' | 'audiences', name: string): Need => {
    const key = `${kind}.${name}`
    let need = known.get(key)
    if (need) return need
    // Met again while it is being looked at, it is a cycle.
    known.set(key, nothing('cycle', name))
    const all = config[kind] ?? {}
    const definition = has(all, name) ? all[name]! : null
    if (!definition) need = nothing('name', name)
    else if ('when' in definition) need = gather(addReferences(definition.when, noReferences()))
    else {
      need = gather(addTraitReferences(definition, noReferences()))
      const own = counted.has(name)
      const derived = 'ratio' in definition || 'case' in definition || 'score' in definition
      need = {
        flaw: need.flaw ?? (own || derived ? null : { code: 'trait', name }),
        traits: own ? new Set([name]) : need.traits,
        personal: true,
      }
    }
    known.set(key, need)
    return need
  }

  return {
    of(experience) {
      let need = known.get(experience)
      if (!need) {
        const { when, audience, trigger, stopOn, requires = [] } = experience
        const references = addReferences(when, noReferences())
        for (const name of audience ?? []) references.audiences.add(name)
        for (const { where } of [trigger ?? {}, stopOn ?? {}] as { where?: unknown }[])
          for (const operator of addReferences(where, noReferences()).unknown) references.unknown.add(operator)
        need = gather(references)
        const missing = requires.find((feature) => !features.includes(feature))
        if (missing !== undefined) need = { ...need, flaw: { code: 'feature', name: missing } }
        if (!knowsZone) need = { ...need, flaw: { code: 'zone', name: `${config.tz}` } }
        known.set(experience, need)
      }
      return need
    },
    named,
    userNames() {
      if (!users) {
        const all = noReferences()
        const { traits = {}, tags = {}, audiences = {}, experiences = [] } = config
        for (const trait of Object.values(traits)) addTraitReferences(trait, all)
        for (const { when } of [...Object.values(tags), ...Object.values(audiences), ...experiences])
          addReferences(when, all)
        for (const { experiment } of experiences) {
          if (experiment) all.paths.add(`${experiment.hashAttribute}`).add(`${experiment.fallbackAttribute}`)
        }
        users = new Set([...all.paths].flatMap((path) => (path.startsWith('user.') ? rootOf(path.slice(5)) : [])))
      }
      return users
    },
  }
}
