/** So many of the newest ids are known for certain, and at most twice as many. */
const SIZE = 4096

/** Tells the first time from every other, for ids that come again soon. */
export function createRecentIds() {
  let newer = new Set<string>()
  let older = new Set<string>()

  /** Whether an id comes for the first time. */
  return (id: string): boolean => {
    if (newer.has(id) || older.has(id)) return false
    newer.add(id)
    if (newer.size >= SIZE) {
      older = newer
      newer = new Set()
    }
    return true
  }
}
