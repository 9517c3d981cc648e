import type { Bins, Trait } from './config.js'
import { isObject, UNKNOWN } from './json.js'
import { type Get, type MatchOptions, truthOf } from './matches.js'

/** The value of a trait that is derived from others; undefined: nothing to say, UNKNOWN: it depends on what is unknown. */
export function derive(trait: Trait, get: Get, options: MatchOptions): unknown {
  const number = (path: string) => asNumber(get(path))
  if ('ratio' in trait) {
    const [upper, lower] = trait.ratio.map(number)
    return upper === null || !lower ? undefined : upper! / lower
  }
  if ('case' in trait) {
    for (const [when, value] of trait.case) {
      const truth = truthOf(when, get, options)
      if (truth !== false) return truth ? value : UNKNOWN
    }
    return trait.else
  }
  if ('score' in trait) {
    const { intercept = 0, weights = {}, bins = {}, link } = trait.score
    if (!isObject(weights) || !isObject(bins)) return UNKNOWN
    let sum = intercept
    for (const path of Object.keys(weights)) sum += weights[path]! * (number(path) ?? 0)
    for (const path of Object.keys(bins)) sum += weightOf(number(path), bins[path]!)
    // Engines differ in the last digits of Math.exp, and a score must be the same on every device.
    return link === 'identity' ? sum : Math.round(1e12 / (1 + Math.exp(-sum))) / 1e12
  }
  return UNKNOWN
}

/** Yes and no are 1 and 0, and anything else is missing; but UNKNOWN, which is a symbol, is no number, and throws. */
const asNumber = (value: unknown): number | null =>
  typeof value === 'string' || typeof value === 'object' ? null : +(value as number)

function weightOf(value: number | null, { edges, weights, missing = 0 }: Bins): number {
  if (value === null) return missing
  const bin = edges.findIndex((edge) => value < edge)
  return weights[bin < 0 ? edges.length : bin] ?? 0
}
