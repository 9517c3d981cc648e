import { later } from './later.js'

/**
 * Bounds the memory that requests under way may take together. What is taken is given back by the function returned.
 * @returns takes a number of bytes; throws Refusal 503 where there are not that many left
 */
export function createBudget(bytes: number): (wanted: number) => () => void {
  let left = bytes
  return (wanted) => {
    if (wanted > left) throw later('too many requests are under way')
    left -= wanted
    return () => {
      left += wanted
    }
  }
}
