import { attempt } from './attempt.js'
import { type Choice, type ConsentOptions, choose } from './consent.js'
import type { Platform } from './platform.js'
import type { Session, Touch } from './session.js'

const KEY = 'visitor'

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

type Stored = Person & { readonly consent?: Choice; readonly turn?: number }

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
  /** Grows with every change of who the visitor is or what they allow, across tabs. */
  let turn = 0
  const renew = (): Person => ({ anonymousId: id(), userId: null })

  const visitor = {
    person: renew(),
    choice: choose(undefined, options, optedOut),
    /**
     * Takes over what another tab has stored since, or has told: what is stored may be seen late. What is not ours, or is
     * older, is written over at the next save.
     */
    refresh(told?: string): void {
      const stored = told ?? attempt(() => state.get(KEY), fail)
      if (!stored || stored === text) return
      const { consent, turn: found, ...person } = Object(attempt(() => JSON.parse(stored))) as Stored
      if (told ? found! <= turn : found! < turn) return
      text = stored
      turn = found ?? 0
      visitor.choice = choose(consent, options, optedOut)
      if (person.anonymousId) visitor.person = person
    },
    /** Gives what it stores, if anything may be stored. `changed`: not only the session went on. */
    save(changed?: boolean): string | undefined {
      const { person, choice } = visitor
      if (!choice.analytics && !choice.time) return
      if (changed) turn++
      const next = JSON.stringify({ ...(choice.analytics && person), consent: choice, turn })
      text = next
      attempt(() => state.set(KEY, next), fail)
      return next
    },
    /** Whether an id is, or was, this person's. */
    owns: (id: unknown) => !!id && (id === visitor.person.anonymousId || id === visitor.person.former),
    /** Somebody who was never here. */
    renew,
  }
  visitor.refresh()
  // Another tab that opens now is the same visitor's.
  if (!text) visitor.save()
  return visitor
}

export type Visitor = ReturnType<typeof createVisitor>
