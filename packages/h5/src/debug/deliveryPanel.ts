import type { Held } from './Held.js'
import { pairs } from './pairs.js'
import type { Words } from './wordsFor.js'

/** What waits to be delivered, what was dropped, what is allowed, and the session. */
export function deliveryPanel({ events, dropped, consent, session }: Held, words: Words): Node[] {
  const said = (allowed: boolean) => (allowed ? words.allowed : words.refused)
  const visit = session && { number: session.number, start: new Date(session.start).toLocaleString() }
  return [
    ...pairs(words.outbox, { [words.events]: events.length }, words.none),
    ...pairs(words.dropped, dropped, words.none),
    ...pairs(
      words.consent,
      { [words.analytics]: said(consent.analytics), [words.personalization]: said(consent.personalization) },
      words.none,
    ),
    ...pairs(words.session, { ...visit }, words.none),
  ]
}
