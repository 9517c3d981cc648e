import { place } from './place.js'

/**
 * Tells where in a document a path stands, as a number that grows from its beginning to its end; a path that is not there
 * stands where its nearest ancestor does.
 */
export function sourceOrder(json: unknown): (path: string) => number {
  const places = new Map<string, number>()
  // Without recursion: a document may nest deeper than the stack.
  const left: [path: string, value: unknown][] = [['', json]]
  for (let next = left.pop(); next; next = left.pop()) {
    const [path, value] = next
    places.set(path, places.size)
    if (typeof value !== 'object' || value === null) continue
    const members = Object.entries(value).map(([name, member]): [string, unknown] => [
      place(path, Array.isArray(value) ? +name : name),
      member,
    ])
    left.push(...members.reverse())
  }
  return (path) => {
    for (let at = path; at; at = at.slice(0, Math.max(0, at.lastIndexOf('.'), at.lastIndexOf('[')))) {
      const found = places.get(at)
      if (found !== undefined) return found
    }
    return 0
  }
}
