import { PLAIN_MARKS } from './plainMarks.js'

/** What is likely to be wrong where a text stops being JSON. */
export type SyntaxHint = 'mark' | 'space' | 'comment' | 'commaMissing' | 'commaTooMany' | 'unquoted' | 'unclosed'

/** Guesses it from the character there, empty at the end, and from what should stand there instead. */
export function syntaxHint(found: string, wanted: string): SyntaxHint | undefined {
  if (PLAIN_MARKS[found]) return 'mark'
  if (/[\s\u200b\ufeff]/.test(found)) return 'space'
  if (/[/#]/.test(found)) return 'comment'
  if (!found) return wanted === 'end' ? undefined : 'unclosed'
  if (wanted === 'comma' && /["{[\w-]/.test(found)) return 'commaMissing'
  if (/[\]}]/.test(found) && /^(value|name)$/.test(wanted)) return 'commaTooMany'
  return /[\p{L}_$]/u.test(found) && /^(value|name)$/.test(wanted) ? 'unquoted' : undefined
}
