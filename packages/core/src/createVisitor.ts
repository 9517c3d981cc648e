import { type ConsentOptions, choose } from './consent.js'
import type { Storage } from './createStorage.js'
import type { Session, Touch } from './session.js'

const KEY = 'visitor'

/** What this device keeps of its visitor beside the history. */
export interface Person {
  anonymousId: string
  userId: string | null
  session?: Session
  /** Where this visitor's first session came from. */
  first?: Touch
}

/**
 * Who the visitor is and what they allow, in memory and, as far as they allow it, under one key of the state store.
 * Without analytics, only the decision itself is stored.
 */
export function createVisitor(storage: Storage, options: ConsentOptions, id: () => string) {
  let text: string | null | undefined

  const visitor = {
    person: {} as Person,
    choice: choose(undefined, options),
    /** Takes over what another tab has stored since. */
    refresh(): void {
      const stored = storage.get(KEY)
      if (!stored || stored === text) return
      text = stored
      try {
        const { consent, ...person } = JSON.parse(stored)
        visitor.choice = choose(consent, options)
        if (person.anonymousId) visitor.person = person
      } catch {
        // Not ours: it is written over at the next save.
      }
    },
    save(): void {
      const { person, choice } = visitor
      if (!choice.analytics && !choice.time) return
      text = JSON.stringify({ ...(choice.analytics && person), consent: choice })
      storage.set(KEY, text)
    },
    /** Another person from here on. */
    renew(): void {
      visitor.person = { anonymousId: id(), userId: null }
    },
  }
  visitor.renew()
  visitor.refresh()
  return visitor
}
