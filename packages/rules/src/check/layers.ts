import { rootOf } from '../json.js'
import type { Draft } from './draft.js'
import type { Report } from './issueValues.js'
import type { Use } from './uses.js'

/** What is computed when: each layer can read the ones below it. */
const LAYERS = { channel: 0, trait: 1, tag: 2, audience: 3, experience: 4 } as const

/** The attributes that a layer makes. */
const MADE_BY: ReadonlyMap<string, number> = new Map([
  ['channel', LAYERS.channel],
  ['tags', LAYERS.tag],
  ['audiences', LAYERS.audience],
])

/** References that run upward, to what is computed later, and traits that wait for one another. */
export function layers(draft: Draft, uses: readonly Use[], report: Report): void {
  for (const { kind, name, path, by } of uses) {
    if (!(by.kind in LAYERS)) continue
    const own = LAYERS[by.kind as keyof typeof LAYERS]
    const made =
      kind === 'attribute' ? MADE_BY.get(rootOf(name)) : kind === 'trait' && own < LAYERS.trait ? own : undefined
    if (made !== undefined && made >= own)
      report(path, 'layer', { name, kind: by.kind as keyof typeof LAYERS, by: by.name })
  }
  const reads = new Map<string, string[]>()
  for (const { kind, name, by } of uses)
    if (kind === 'trait' && by.kind === 'trait') reads.set(by.name, [...(reads.get(by.name) ?? []), name])
  const done = new Set<string>()
  for (const { name, path } of draft.traits) {
    const chain = circle(name, reads, done)
    if (chain) report(path, 'cycle', { name, chain })
  }
}

/** The names on a circle that can be reached from a name, the first one at both ends; each circle once. */
function circle(start: string, reads: ReadonlyMap<string, readonly string[]>, done: Set<string>): string[] | null {
  const names = new Set<string>()
  const ways: Iterator<string>[] = []
  const enter = (name: string) => {
    names.add(name)
    ways.push((reads.get(name) ?? [])[Symbol.iterator]())
    done.add(name)
  }
  if (done.has(start)) return null
  enter(start)
  const way = [start]
  while (way.length) {
    const { value: next, done: isOver } = ways[ways.length - 1]!.next()
    if (isOver) {
      ways.pop()
      names.delete(way.pop()!)
    } else if (names.has(next)) return [...way.slice(way.indexOf(next)), next]
    else if (!done.has(next)) {
      enter(next)
      way.push(next)
    }
  }
  return null
}
