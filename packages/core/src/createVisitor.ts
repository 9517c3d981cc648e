import { attempt } from './attempt.js'
import { type Choice, type ConsentOptions, choose } from './consent.js'
import type { Platform } from './platform.js'
import type { Session, Touch } from './session.js'

const KEY = 'visitor'
/** Where a plugin keeps the mirror of the visitor's state. */
const MIRROR = 'memory'

/** What this device keeps of its visitor beside the history. A change makes a new object, but for the session's `last`. */
export interface Person {
  readonly anonymousId: string
  readonly userId: string | null
  /** The id before the present one was adopted: what is stored under it is this person's too. */
  readonly former?: string
  readonly session?: Session
  /** Where this visitor's first session came from. */
  readonly first?: Touch
}

/**
 * Who the visitor is and what they allow, in memory and, as far as they allow it, under one key of the state store.
 * Without analytics, only the decision itself is stored. A store that throws is told to `fail`.
 */
export function createVisitor(
  { id, optedOut, state }: Platform,
  options: ConsentOptions,
  fail: (cause: unknown) => void,
) {
  let text: string | null | undefined

  const visitor = {
    person: { anonymousId: id(), userId: null } as Person,
    choice: choose(undefined, options, optedOut),
    /** Takes over what another tab has stored since. What is not ours is written over at the next save. */
    refresh(): void {
      const stored = attempt(() => state.get(KEY), fail)
      if (!stored || stored === text) return
      text = stored
      const { consent, ...person } = Object(attempt(() => JSON.parse(stored))) as Person & { consent?: Choice }
      visitor.choice = choose(consent, options, optedOut)
      if (person.anonymousId) visitor.person = person
    },
    save(): void {
      const { person, choice } = visitor
      if (!choice.analytics && !choice.time) return
      text = JSON.stringify({ ...(choice.analytics && person), consent: choice })
      attempt(() => state.set(KEY, text!), fail)
    },
    /** Whether an id is, or was, this person's. */
    owns: (id: unknown) => !!id && (id === visitor.person.anonymousId || id === visitor.person.former),
    /** Another person from here on. */
    renew(): void {
      visitor.person = { anonymousId: id(), userId: null }
    },
    /** Erases the mirror of the visitor's state. */
    forget(): void {
      attempt(() => state.remove(MIRROR), fail)
    },
  }
  visitor.refresh()
  // Another tab that opens now is the same visitor's.
  visitor.save()
  return visitor
}

export type Visitor = ReturnType<typeof createVisitor>
