/**
 * What the person who came as number `rank`, from 1, gets of a pool that `came` people share: equal parts, and what cannot
 * be divided goes one by one to those who came first. The shares of ranks 1 to `came` add up to the pool.
 */
export function sharePool(pool: number, came: number, rank: number): number {
  return Math.floor(pool / came) + (rank <= pool % came ? 1 : 0)
}
