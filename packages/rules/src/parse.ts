import type { Config, Trait } from './config.js'
import { attempt, has, isObject, rootOf } from './json.js'
import { isJoin, isKnown } from './matches.js'
import { RESERVED } from './plan.js'
import { type Issue, type Parsed, readConfig } from './readConfig.js'
import { pathsOf } from './references.js'

export type { Issue, Parsed } from './readConfig.js'

/**
 * Reads a document from its text, or from JSON that was read already. Never throws: what is wrong is an issue with its
 * path. What cannot be used is left out; an experience that needs what is not there stays, and is unsupported.
 * Unknown members are kept and ignored. `@qianmian/rules/check` looks at much more.
 */
export function parse(json: unknown): Parsed {
  const source = attempt(() => (typeof json === 'string' ? JSON.parse(json) : json), json)
  const { config, issues } = readConfig(source)
  let all: readonly Issue[] | undefined
  return {
    config,
    // Who only decides is not made to wait for it.
    get issues() {
      return (all ??= config ? [...issues, ...inspect(config, source)] : issues)
    },
  }
}

/** Names and operators that nobody knows, names of a higher layer, and traits that depend on themselves. */
function inspect(config: Config, source: unknown): Issue[] {
  const issues: Issue[] = []
  const { traits = {}, tags = {}, audiences = {}, experiences = [] } = config
  const names: Record<string, object> = { tags, audiences }
  const report = (path: string, code: string, name: unknown) => {
    issues.push({ path, code, severity: 'error', values: { name: name as string } })
  }

  const look = (path: string, paths: () => readonly string[], inside: unknown, hidden: readonly string[]) => {
    try {
      lookAt(path, paths(), inside, hidden)
    } catch {
      // Nested deeper than the stack.
      report(path, 'depth', path)
    }
  }

  const lookAt = (path: string, paths: readonly string[], inside: unknown, hidden: readonly string[]) => {
    for (const root of paths.map(rootOf)) {
      if (hidden.includes(root)) report(path, 'layer', root)
      else if (!has(traits, root) && !RESERVED.includes(root)) report(path, 'name', root)
    }
    visit(inside, (key, value) => {
      if (key[0] === '$' && !isJoin(key) && (!isKnown(key) || /^.regex/.test(key))) report(path, 'operator', key)
      const known = has(names, key) && names[key]
      if (known)
        visit([value], (_, name) => typeof name === 'string' && !has(known, name) && report(path, 'name', name))
    })
  }

  const readsOf = (name: string): readonly string[] => {
    try {
      return ((has(traits, name) && pathsIn(traits[name]!)) || []).map((path) => `${path}`)
    } catch {
      return []
    }
  }
  const depends = (name: string, on: string, met: Set<string>): boolean =>
    readsOf(name)
      .map(rootOf)
      .some((next) => next === on || (!met.has(next) && depends(next, on, met.add(next))))

  for (const name of Object.keys(traits)) {
    const path = `traits.${name}`
    if (RESERVED.includes(name)) report(path, 'reserved', name)
    look(path, () => readsOf(name), traits[name], ['tags', 'audiences'])
    if (depends(name, name, new Set())) report(path, 'cycle', name)
  }
  for (const name of Object.keys(tags))
    look(`tags.${name}.when`, () => pathsOf(tags[name]!.when), tags[name], ['tags', 'audiences'])
  for (const name of Object.keys(audiences))
    look(`audiences.${name}.when`, () => pathsOf(audiences[name]!.when), audiences[name], ['audiences'])
  // Places are those in the source: what cannot be used is gone from the document.
  const places = new Map(attempt(() => [...(source as Config).experiences!].map((experience, i) => [experience, i])))
  experiences.forEach((experience) => {
    const { when, audience, trigger, stopOn } = experience
    look(
      `experiences[${places.get(experience)}]`,
      () => pathsOf(when),
      [when, { audiences: audience }, trigger?.where, stopOn?.where],
      [],
    )
  })
  return issues
}

/** Shows every member of everything inside a value. */
function visit(value: unknown, see: (key: string, member: unknown) => unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, member] of Object.entries(value)) {
    see(key, member)
    visit(member, see)
  }
}

/** The paths that a derived trait reads. */
function pathsIn(trait: Trait): readonly string[] {
  if ('ratio' in trait) return trait.ratio
  if ('case' in trait) return trait.case.flatMap(([when]) => pathsOf(when))
  const { weights, bins } = 'score' in trait ? trait.score : {}
  return [weights, bins].flatMap((table) => (isObject(table) ? Object.keys(table) : []))
}
