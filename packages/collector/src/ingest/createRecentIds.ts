/** Which ids were added lately. */
export interface RecentIds {
  has(id: string): boolean
  add(id: string): void
}

/**
 * Remembers at least the last `count` ids and at most twice as many, so that its memory has a bound.
 * Two sets take turns: when one is full, the older is forgotten.
 */
export function createRecentIds(count: number): RecentIds {
  let young = new Set<string>()
  let old = young
  return {
    has: (id) => young.has(id) || old.has(id),
    add(id) {
      if (young.size >= count) {
        old = young
        young = new Set()
      }
      young.add(id)
    },
  }
}
