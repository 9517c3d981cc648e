import type { Bins, Trait } from './config.js'
import { read, UNKNOWN } from './json.js'
import { type MatchOptions, truthOf } from './matches.js'
import { pathsOf } from './references.js'

/** A trait that is derived from other traits and attributes. */
export interface DerivedTrait {
  /** The attribute paths that it reads. */
  readonly paths: readonly string[]
  /** Its value; undefined: nothing to say, UNKNOWN: it depends on what is unknown. */
  derive(attributes: unknown): unknown
}

/** Null for a trait that is counted from events, or that this SDK does not know. */
export function derivedTrait(trait: Trait, options: MatchOptions): DerivedTrait | null {
  if ('ratio' in trait) {
    const [upper, lower] = trait.ratio
    return numeric([upper, lower], ([a, b]) => (a === null || !b ? undefined : a! / b))
  }
  if ('case' in trait) {
    return {
      paths: trait.case.flatMap(([when]) => pathsOf(when)),
      derive(attributes) {
        for (const [when, value] of trait.case) {
          const truth = truthOf(when, attributes, options)
          if (truth !== false) return truth ? value : UNKNOWN
        }
        return trait.else
      },
    }
  }
  if ('score' in trait) {
    const { intercept = 0, weights = {}, bins = {}, link } = trait.score
    const weighted = Object.keys(weights)
    const binned = Object.keys(bins)
    return numeric([...weighted, ...binned], (values) => {
      const sum = values.reduce<number>((sum, value, i) => {
        const path = weighted[i]
        return (
          sum +
          (path === undefined ? weightOf(value, bins[binned[i - weighted.length]!]!) : weights[path]! * (value ?? 0))
        )
      }, intercept)
      // Engines differ in the last digits of Math.exp, and a score must be the same on every device.
      return link === 'identity' ? sum : Math.round(1e12 / (1 + Math.exp(-sum))) / 1e12
    })
  }
  return null
}

/** Computes from numbers: yes and no are 1 and 0, anything else is missing. */
const numeric = (
  paths: readonly string[],
  compute: (values: (number | null)[]) => number | undefined,
): DerivedTrait => ({
  paths,
  derive(attributes) {
    const values = paths.map((path) => read(attributes, path))
    if (values.includes(UNKNOWN)) return UNKNOWN
    return compute(
      values.map((value) => (typeof value === 'boolean' ? +value : typeof value === 'number' ? value : null)),
    )
  },
})

function weightOf(value: number | null, { edges, weights, missing = 0 }: Bins): number {
  if (value === null) return missing
  const bin = edges.findIndex((edge) => value < edge)
  return weights[bin < 0 ? edges.length : bin] ?? 0
}
