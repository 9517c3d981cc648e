import { place } from './place.js'

/** Where things stand in a text of JSON. */
export interface SourceLines {
  /** The line of a path, counted from 1; that of what holds it when it is not there itself. */
  lineOf(path: string): number
  /** Names that stand twice in one object: of the two, JSON takes the last. */
  readonly repeated: readonly { readonly path: string; readonly name: string; readonly line: number }[]
}

/** Reads a text that is JSON for the lines that its parts stand on. */
export function sourceLines(text: string): SourceLines {
  const lines = new Map<string, number>([['', 1]])
  const repeated: { path: string; name: string; line: number }[] = []
  /** The objects and lists that are open: their path, the names that were met, and the name or the index of what comes. */
  const open: { path: string; names: Set<string> | null; at: string | number }[] = []
  let line = 1
  let isName = false
  const here = () => {
    const holder = open[open.length - 1]
    return holder ? place(holder.path, holder.at) : ''
  }
  for (const [token] of text.matchAll(TOKEN)) {
    const holder = open[open.length - 1]
    if (token === '\n') line++
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',' && holder) {
      isName = holder.names !== null
      if (typeof holder.at === 'number') holder.at++
    } else if (isName && holder && token[0] === '"') {
      const name = `${JSON.parse(token)}`
      holder.at = name
      if (holder.names!.has(name)) repeated.push({ path: here(), name, line })
      holder.names!.add(name)
      lines.set(here(), line)
      isName = false
    } else if (token !== ',') {
      const path = here()
      if (typeof holder?.at === 'number') lines.set(path, line)
      if (token === '{' || token === '[') {
        isName = token === '{'
        open.push({ path, names: isName ? new Set() : null, at: isName ? '' : 0 })
      }
    }
  }
  return {
    repeated,
    lineOf(path) {
      for (let at = path; at; at = at.slice(0, Math.max(0, at.lastIndexOf('.'), at.lastIndexOf('[')))) {
        const found = lines.get(at)
        if (found !== undefined) return found
      }
      return 1
    },
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],\n]|[^\s{}[\],:"]+/g
