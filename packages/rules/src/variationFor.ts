import type { Config, Experience } from './config.js'
import { bucketRanges, chooseVariation, hash } from './hash.js'
import { has } from './json.js'
import type { Subject } from './subject.js'

/** The index of the variation with a key, or -1. */
export const indexOf = ({ variations }: Experience, wanted: unknown): number =>
  variations.findIndex(({ key }) => key === wanted)

/** Whether a preview shows an experience whatever the rules say. */
export const isForced = ({ id }: Experience, { preview }: Subject): boolean => !!preview && has(preview, id)

/** An attribute as text to be hashed; empty where there is none. */
function attribute({ get }: Subject, path = ''): string {
  const value = get(path)
  return /string|number|boolean/.test(typeof value) ? `${value as string}` : ''
}

/** Whether the holdout keeps an experience from this visitor. */
export const isWithheld = ({ holdout: own }: Experience, { holdout }: Config, subject: Subject): unknown =>
  holdout &&
  own !== false &&
  hash(holdout.key, attribute(subject, holdout.hashAttribute ?? 'anonymousId'), 2)! < holdout.share

/** What an experience's variation is chosen by: of each attribute that the visitor has, its value, and what keeps a choice. */
export const chosenBy = ({ id, experiment }: Experience, subject: Subject): [value: string, sticky: string][] => {
  const { key = id, hashAttribute = 'anonymousId', fallbackAttribute, bucketVersion = 0 } = experiment ?? {}
  return [hashAttribute, fallbackAttribute].flatMap((name) => {
    const value = attribute(subject, name)
    return value ? [[value, `${name}|${value}|${key}|${bucketVersion}`]] : []
  })
}

/** The index of the variation that this visitor gets, or -1. */
export function variationFor(experience: Experience, subject: Subject): number {
  const { id, experiment, variations } = experience
  if (!experiment && !variations[1]) return 0
  if (isForced(experience, subject)) return Math.max(0, indexOf(experience, subject.preview![id]))
  const { key = id, seed = key, coverage, weights, sticky } = experiment ?? {}
  const all = chosenBy(experience, subject)
  for (const [, own] of all) {
    const kept = sticky ? indexOf(experience, subject.state.sticky[own]) : -1
    if (kept >= 0) return kept
  }
  return all[0] ? chooseVariation(hash(seed, all[0][0], 2)!, bucketRanges(variations.length, coverage, weights)) : -1
}
