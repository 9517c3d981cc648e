import type { Config } from '../config.js'
import type { Considered, Decision, Explanation } from '../decision.js'
import { has } from '../json.js'
import type { Language } from './language.js'
import { type Naming, naming } from './naming.js'
import type { Phrases } from './phrases.js'
import { resultsInChinese } from './resultsInChinese.js'
import { resultsInEnglish } from './resultsInEnglish.js'

/**
 * What a slot shows and why, a sentence each: the decision (for a slot with a limit, all that it shows), then every
 * experience that was considered. The document lends its names and its time zone; without it, times are in UTC.
 */
export function explanationInWords(
  { decision, considered }: Explanation,
  language: Language,
  config?: Config | null,
): string[] {
  const decisions = decision.items?.length ? decision.items : [decision]
  const [phrases, names] = [phrasesOf(language), naming(config)]
  return [
    ...decisions.map((one) => decided(one, phrases, names)),
    ...considered.map((one) => fared(one, phrases, names)),
  ]
}

/** What a slot shows, as a sentence. */
export const decisionInWords = (decision: Decision, language: Language, config?: Config | null): string =>
  decided(decision, phrasesOf(language), naming(config))

/** How one experience fared, as a sentence: that it is shown, or the first check that it failed with what the check saw. */
export const consideredInWords = (considered: Considered, language: Language, config?: Config | null): string =>
  fared(considered, phrasesOf(language), naming(config))

const phrasesOf = (language: Language) => (language === 'zh' ? resultsInChinese : resultsInEnglish)

const decided = (decision: Decision, { decision: phrases }: Phrases, names: Naming) =>
  phrases[decision.reason](decision, names)

function fared(
  { experience, failed, values }: Considered,
  { shown, checks, notShown }: Phrases,
  names: Naming,
): string {
  const name = names.experience(experience)
  if (failed === null) return shown(name)
  // A check of a newer version is told by its name.
  const say = has(checks, failed) ? (checks[failed] as (values: object, naming: Naming) => string) : () => `${failed}`
  return notShown(name, say(values, names))
}
