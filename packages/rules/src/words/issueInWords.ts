import type { IssueCode } from '../check/issueValues.js'
import type { Issue } from '../index.js'
import { has } from '../json.js'
import { issuesInChinese } from './issuesInChinese.js'
import { issuesInEnglish } from './issuesInEnglish.js'
import type { Language } from './language.js'

/**
 * What is wrong with a document, and what to write instead, in a sentence or two. Where it is wrong is the issue's path.
 * An issue of a newer version, whose code is not known here, is told by its code and values.
 */
export function issueInWords({ code, values }: Issue, language: Language): string {
  const sentences = language === 'zh' ? issuesInChinese : issuesInEnglish
  const say = has(sentences, code) ? (sentences[code as IssueCode] as (values: object) => string) : null
  return say ? say(values) : `${code} ${JSON.stringify(values)}`
}
