import { chips } from './chips.js'
import type { DebugSource } from './DebugSource.js'
import type { Held } from './Held.js'
import { pairs } from './pairs.js'
import type { Words } from './wordsFor.js'

/** Who the visitor is, and what is known of them. */
export function visitorPanel({ anonymousId, userId }: Held, source: DebugSource | undefined, words: Words): Node[] {
  const profile = source?.visitor()
  return [
    ...pairs(words.identity, { anonymousId, userId: userId ?? words.none }, words.none),
    ...(profile
      ? [
          ...chips(words.tags, profile.tags, words.none),
          ...chips(words.audiences, profile.audiences, words.none),
          ...pairs(words.traits, profile.traits, words.none),
        ]
      : []),
  ]
}
