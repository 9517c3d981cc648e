/** FNV-1a over the UTF-16 code units of a text, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fnv1a(text: string): number {
  let state = 0x811c9dc5
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193)
  return state >>> 0
}

/**
 * A number in [0, 1) that is always the same for the same seed and value, as GrowthBook computes it:
 * version 2 in ten thousandths, version 1 (biased, for old splits) in thousandths; null for any other version.
 */
export function hash(seed: string, value: string, version: number): number | null {
  if (version === 2) return (fnv1a(`${fnv1a(seed + value)}`) % 10000) / 10000
  if (version === 1) return (fnv1a(value + seed) % 1000) / 1000
  return null
}

/** The [start, end) of each variation: weights that do not fit, or do not sum up to 1, become equal ones. */
export function bucketRanges(count: number, coverage = 1, weights?: readonly number[] | null): [number, number][] {
  const sum = weights?.reduce((total, weight) => total + weight, 0) ?? 0
  const fits = weights?.length === count && sum >= 0.99 && sum <= 1.01
  const share = Math.min(1, Math.max(0, coverage))
  let start = 0
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const from = start
    start += fits ? weights[i]! : 1 / count
    return [from, from + share * (start - from)]
  })
}

/** The index of the range that holds `n`, or -1. */
export const chooseVariation = (n: number, ranges: readonly (readonly [number, number])[]): number =>
  ranges.findIndex(([from, to]) => n >= from && n < to)
