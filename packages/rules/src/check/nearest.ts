/** The name that an author may have meant: at most a third of its letters away, by edits and swaps. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.floor(Math.min(name.length, 40) / 3) + 1
  for (const one of known) {
    if (Math.abs(one.length - name.length) >= least || name.length > 40) continue
    const steps = distance(name.toLowerCase(), one.toLowerCase())
    if (steps < least) [best, least] = [one, steps]
  }
  return best
}

/** Edits between two texts, two swapped letters being one: https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance */
function distance(a: string, b: string): number {
  let [before, previous] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row[j] = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    ;[before, previous] = [previous, row]
  }
  return previous[b.length]!
}
