import { later } from './later.js'

/** What one request takes of the memory that all share. */
export interface Share {
  /**
   * Takes so many bytes more.
   * @throws Refusal 503 where there are not that many left
   */
  take(bytes: number): void
  /** Gives back all that was taken. */
  release(): void
}

/** Bounds the memory that requests under way may take together: each opens its share. */
export function createBudget(bytes: number): () => Share {
  let left = bytes
  return () => {
    let taken = 0
    return {
      take(more) {
        if (more > left) throw later('too many requests are under way')
        left -= more
        taken += more
      },
      release() {
        left += taken
        taken = 0
      },
    }
  }
}
