import { createHash } from 'node:crypto'

/**
 * Draws from a seed, so that anybody who has the seed can draw again and must find the same: a Fisher-Yates shuffle that
 * stops after `count`, with the numbers of SHA-256 over `seed:0`, `seed:1` and so on.
 * @param entries how many take part: they are numbered in the order in which they came
 * @returns different numbers from 0 to `entries` - 1, the first drawn first
 */
export function drawWinners(seed: string, entries: number, count: number): number[] {
  const moved = new Map<number, number>()
  const next = numbers(seed)
  const winners: number[] = []
  for (let place = 0; place < Math.min(count, entries); place++) {
    const chosen = place + below(entries - place, next)
    winners.push(moved.get(chosen) ?? chosen)
    moved.set(chosen, moved.get(place) ?? place)
  }
  return winners
}

/** Numbers under 2^48 that fall into the incomplete last run of `limit` are thrown away, or some would be likelier. */
function below(limit: number, next: () => number): number {
  const fair = 2 ** 48 - (2 ** 48 % limit)
  for (;;) {
    const number = next()
    if (number < fair) return number % limit
  }
}

function numbers(seed: string): () => number {
  let index = 0
  return () => createHash('sha256').update(`${seed}:${index++}`).digest().readUIntBE(0, 6)
}
