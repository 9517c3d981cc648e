import type { JsonObject, StateStore } from '@qianmian/core'
import type { Live } from './Live.js'

/** What would have to be recorded of a visit if it ended now without a word. */
export interface Debt {
  /** Whose visit it is: their `anonymousId`. */
  readonly by: string
  readonly live: Live
  readonly events: readonly (readonly [name: string, properties: JsonObject])[]
}

const KEY = 'live'
/** Visits that are remembered at most, in all tabs. */
const MOST = 10

/**
 * What each visit of this device still owes, in the state store, so that the next start can record it for one that was
 * killed. Whoever takes a debt removes it: a visit that goes on, in another tab, sees that and owes only what came after.
 */
export function createDebts(state: StateStore) {
  let written = false

  function read(): { [visit: string]: Debt } {
    return Object(JSON.parse(state.get(KEY) ?? '{}'))
  }

  function write(all: { [visit: string]: Debt }): void {
    const newest = Object.entries(all).slice(-MOST)
    if (newest.length) state.set(KEY, JSON.stringify(Object.fromEntries(newest)))
    else state.remove(KEY)
  }

  return {
    /** Whether somebody has taken what this visit owed when it last said so. */
    taken(visit: string): boolean {
      try {
        return written && !(visit in read())
      } catch {
        return false
      }
    },
    /** What a visit owes now; undefined: nothing. */
    owe(visit: string, debt?: Debt): void {
      const had = written
      written = false
      if (!debt && !had) return
      try {
        const { [visit]: _, ...others } = read()
        write(debt ? { ...others, [visit]: debt } : others)
        // A store that keeps nothing, and does not say so, would look like somebody who has taken it.
        written = !!debt && visit in read()
      } catch {
        // Where nothing can be stored, a killed visit loses what it had not recorded.
      }
    },
    /** Takes what visits of a person owe, and forgets all others. */
    take(by: string): Debt[] {
      try {
        const all = Object.values(read())
        if (all.length) state.remove(KEY)
        return all.filter((debt) => debt?.by === by && Array.isArray(debt.events))
      } catch {
        return []
      }
    },
    /** Forgets everything. */
    clear(): void {
      written = false
      try {
        state.remove(KEY)
      } catch {
        // As above.
      }
    },
  }
}
