import type { Language } from '@qianmian/rules/words'
import { UsageError } from './UsageError.js'

/** The language that `--lang` names; without it, that of the machine's user. */
export function readLanguage(text: unknown, locale: string): Language {
  if (text === undefined) return /^zh/i.test(locale) ? 'zh' : 'en'
  if (text === 'zh' || text === 'en') return text
  throw new UsageError(`--lang must be zh or en, not ${text}`, `--lang 要写 zh 或 en，不能是 ${text}`)
}
