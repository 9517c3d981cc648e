import type { Json } from '@qianmian/core'
import type { Bins, CaseTrait, RatioTrait, ScoreTrait, Trait } from './config.js'
import { read } from './json.js'
import { type MatchOptions, matches } from './matches.js'
import { addReferences, noReferences, type References } from './references.js'

/** The value of a trait that is derived from others, over what the visitor's attributes are; undefined: nothing to say. */
export type Derive = (attributes: unknown) => Json | undefined

export function derivedTrait(trait: Trait, options: MatchOptions): Derive | null {
  if ('ratio' in trait) return ratio(trait)
  if ('case' in trait) return firstCase(trait, options)
  if ('score' in trait) return score(trait)
  return null
}

/** Adds what a trait refers to: for one that counts events, only the operators of its conditions on their properties. */
export function addTraitReferences(trait: Trait, found: References): References {
  const entries = 'ledger' in trait ? trait.ledger : 'event' in trait ? [trait] : []
  for (const { where } of entries)
    for (const operator of addReferences(where, noReferences()).unknown) found.unknown.add(operator)
  if ('ratio' in trait) for (const path of trait.ratio) found.paths.add(path)
  if ('case' in trait) for (const [when] of trait.case) addReferences(when, found)
  if ('score' in trait)
    for (const path of Object.keys({ ...trait.score.weights, ...trait.score.bins })) found.paths.add(path)
  return found
}

const numberAt = (attributes: unknown, path: string): number | null => {
  const value = read(attributes, path)
  return typeof value === 'boolean' ? +value : typeof value === 'number' ? value : null
}

const ratio =
  ({ ratio: [upper, lower] }: RatioTrait): Derive =>
  (attributes) => {
    const a = numberAt(attributes, upper)
    const b = numberAt(attributes, lower)
    return a === null || !b ? undefined : a / b
  }

const firstCase =
  (trait: CaseTrait, options: MatchOptions): Derive =>
  (attributes) => {
    const found = trait.case.find(([when]) => matches(when, attributes, options))
    return found ? found[1] : trait.else
  }

const score =
  ({ score: { intercept = 0, weights = {}, bins = {}, link } }: ScoreTrait): Derive =>
  (attributes) => {
    let sum = intercept
    for (const path of Object.keys(weights)) sum += weights[path]! * (numberAt(attributes, path) ?? 0)
    for (const path of Object.keys(bins)) sum += binned(numberAt(attributes, path), bins[path]!)
    return link === 'identity' ? sum : 1 / (1 + Math.exp(-sum))
  }

function binned(value: number | null, { edges, weights, missing = 0 }: Bins): number {
  if (value === null) return missing
  const bin = edges.findIndex((edge) => value < edge)
  return weights[bin < 0 ? edges.length : bin] ?? 0
}
