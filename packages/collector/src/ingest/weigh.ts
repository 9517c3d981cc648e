/** Nesting beyond this is an attack: writing such a value would overflow the stack. */
const deepest = 200

/**
 * How many bytes a parsed JSON value can take as text at most: six a character, as an escape does. A look at this number
 * spares most events being written out only to be measured.
 * @returns Infinity for what is nested more than 200 levels deep
 */
export function weigh(value: unknown, depth = 0): number {
  if (typeof value === 'string') return 6 * value.length + 3
  if (typeof value !== 'object' || value === null) return 26
  if (depth === deepest) return Number.POSITIVE_INFINITY
  let sum = 2
  for (const key in value) sum += 6 * key.length + 4 + weigh((value as Record<string, unknown>)[key], depth + 1)
  return sum
}
