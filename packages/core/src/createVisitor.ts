import { attempt } from './attempt.js'
import { type Choice, type ConsentOptions, choose } from './consent.js'
import type { Storage } from './createStorage.js'
import type { Platform } from './platform.js'
import type { Session, Touch } from './session.js'

const KEY = 'visitor'

/** What this device keeps of its visitor beside the history. */
export interface Person {
  anonymousId: string
  userId: string | null
  /** The id before the present one was adopted: what is stored under it is this person's too. */
  former?: string
  session?: Session
  /** Where this visitor's first session came from. */
  first?: Touch
}

/**
 * Who the visitor is and what they allow, in memory and, as far as they allow it, under one key of the state store.
 * Without analytics, only the decision itself is stored.
 */
export function createVisitor(storage: Storage, options: ConsentOptions, { id, optedOut }: Platform) {
  let text: string | null | undefined

  const visitor = {
    person: { anonymousId: id(), userId: null } as Person,
    choice: choose(undefined, options, optedOut),
    /** Takes over what another tab has stored since. What is not ours is written over at the next save. */
    refresh(): void {
      const stored = storage.get(KEY)
      if (!stored || stored === text) return
      text = stored
      const { consent, ...person } = Object(
        attempt(
          () => JSON.parse(stored),
          () => {},
        ),
      ) as Person & { consent?: Choice }
      visitor.choice = choose(consent, options, optedOut)
      if (person.anonymousId) visitor.person = person
    },
    save(): void {
      const { person, choice } = visitor
      if (!choice.analytics && !choice.time) return
      text = JSON.stringify({ ...(choice.analytics && person), consent: choice })
      storage.set(KEY, text)
    },
    /** Whether an id is, or was, this person's. */
    owns: (id: unknown) => !!id && (id === visitor.person.anonymousId || id === visitor.person.former),
    /** Another person from here on. */
    renew(): void {
      visitor.person = { anonymousId: id(), userId: null }
    },
  }
  visitor.refresh()
  // Another tab that opens now is the same visitor's.
  visitor.save()
  return visitor
}

export type Visitor = ReturnType<typeof createVisitor>
