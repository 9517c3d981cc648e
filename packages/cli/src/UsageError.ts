import type { Language } from '@qianmian/rules/words'

/** The command was called in a way that it does not understand; the message says what to write instead, in each language. */
export class UsageError extends Error {
  readonly words: { readonly [language in Language]: string }

  constructor(en: string, zh: string) {
    super(en)
    this.words = { en, zh }
  }
}
