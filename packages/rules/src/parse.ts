import type { Audience, CaseTrait, Config, Experience, RatioTrait, ScoreTrait } from './config.js'
import { attempt, has, rootOf } from './json.js'
import { isJoin, isKnown } from './matches.js'
import { pathsOf } from './pathsOf.js'
import { RESERVED } from './plan.js'
import { type Issue, type Parsed, readConfig } from './readConfig.js'

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
  const { traits = {}, tags = {}, audiences = {}, groups = {}, savedGroups } = config
  const names: { [list: string]: object } = { tags, audiences }
  /** What the names are of that stand behind a key. */
  const tables: { [key: string]: unknown } = { ...names, $inGroup: savedGroups, $notInGroup: savedGroups }
  const report = (path: string, code: string, name: unknown) => {
    issues.push({ path, code, severity: 'error', values: { name: name as string } })
  }

  const look = (path: string, reads: unknown, inside: unknown, hidden: readonly string[]) => {
    try {
      for (const root of pathsOf(reads).map(rootOf)) {
        if (hidden.includes(root)) report(path, 'layer', root)
        else if (!has(traits, root) && !RESERVED.includes(root)) report(path, 'name', root)
      }
      visit(inside, (key, value) => {
        if (key[0] === '$' && !isJoin(key) && (!isKnown(key) || /^.regex/.test(key))) report(path, 'operator', key)
        if (has(tables, key))
          visit([value], (_, name) => {
            if (typeof name === 'string' && !has(Object(tables[key]), name)) report(path, 'name', name)
          })
      })
    } catch {
      // Nested deeper than the stack.
      report(path, 'depth', path)
    }
  }

  const readsOf = (name: string) => attempt(() => pathsOf(has(traits, name) && readsIn(traits[name] as never)), [])
  const circles = new Set<string>()
  const met = new Set<string>()
  const way = new Set<string>()
  /** Follows what a trait reads, each trait once: whoever comes back to a trait on the way has gone in a circle. */
  const follow = (name: string) => {
    if (way.has(name)) for (const one of [...way].slice([...way].indexOf(name))) circles.add(one)
    if (met.has(name)) return
    met.add(name)
    way.add(name)
    for (const path of readsOf(name)) follow(rootOf(path))
    way.delete(name)
  }

  for (const name of Object.keys(traits)) {
    // A way that is longer than the stack is followed from further on.
    way.clear()
    attempt(() => follow(name))
  }
  for (const name of Object.keys(traits)) {
    const path = `traits.${name}`
    if (RESERVED.includes(rootOf(name))) report(path, 'reserved', name)
    look(path, readsOf(name), traits[name], Object.keys(names))
    if (circles.has(name)) report(path, 'cycle', name)
  }
  for (const list of Object.keys(names))
    for (const name of Object.keys(names[list]!)) {
      const { when } = names[list]![name as never] as Audience
      look(`${list}.${name}.when`, when, when, list === 'tags' ? Object.keys(names) : [list])
    }
  // What names a session's channel sees nothing but how the session came.
  const later = { channels: ['channel', ...Object.keys({ ...names, ...traits })], experiences: [] }
  for (const list of ['channels', 'experiences'] as const) {
    // Places are those in the source: what cannot be used is gone from the document.
    const places = new Map<unknown, number>(attempt(() => [...(source as Config)[list]!].map((part, i) => [part, i])))
    for (const part of config[list] ?? []) {
      // A list that comes from code may have holes.
      const { when, audience, group, trigger, stopOn } = (part ?? {}) as Experience
      const inside = [when, { audiences: audience }, trigger?.where, stopOn?.where]
      const path = `${list}[${places.get(part)}]`
      look(path, when, inside, later[list])
      if (group !== undefined && !has(groups, group)) report(path, 'name', group)
    }
  }
  return issues
}

/** Shows every member of everything inside a value. */
function visit(value: unknown, see: (key: string, member: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, member] of Object.entries(value)) {
    see(key, member)
    visit(member, see)
  }
}

/** The paths, and the conditions, that a derived trait reads. */
const readsIn = ({ ratio, case: cases = [], score }: Partial<RatioTrait & CaseTrait & ScoreTrait>): unknown[] => [
  ratio,
  cases.map(([when]) => when),
  Object.keys({ ...score?.weights, ...score?.bins }),
]
