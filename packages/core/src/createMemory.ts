import { attempt } from './attempt.js'
import type { Storage } from './createStorage.js'
import type { Visitor } from './createVisitor.js'
import type { Json, JsonObject } from './event.js'
import type { Platform } from './platform.js'

const KEY = 'memory'
/** A mirror that is so much newer than the durable copy, in ms, has survived a store that fails. */
const FAILED_MS = 10_000

/** The visitor's state as plugins keep it: who produces it, its mirror in the state store, and which copy holds. */
export function createMemory(
  { clock, id }: Platform,
  storage: Storage,
  visitor: Pick<Visitor, 'person' | 'owns'>,
  fail: (cause: unknown) => void,
) {
  let produce: (() => Json) | undefined
  let keeper: unknown
  let newest: { id?: string; at?: number } = {}

  const memory = {
    read(): Json | null {
      return memory.take(attempt(() => JSON.parse(storage.get(KEY)!), fail)) ?? null
    },
    /** The state of a copy, if it is this person's. */
    take(copy: unknown): Json | undefined {
      const { by, state, ...stamp } = Object(copy)
      if (!visitor.owns(by)) return
      newest = stamp
      return state
    },
    /** Whether the durable copy holds, and not the mirror that was read. */
    outdated(copy: unknown): boolean {
      const { id, at } = Object(copy)
      return id !== newest.id && !(newest.at! - at > FAILED_MS)
    },
    /** From now on the state is what `make` returns, for `by`. */
    keep(by: unknown, make: () => Json): void {
      keeper = by
      produce = make
    },
    /** `by` keeps it no longer. */
    leave(by: unknown): void {
      if (keeper === by) keeper = produce = undefined
    },
    /** A copy of the state as of now, which becomes the mirror too; null when it was erased, undefined when nobody keeps one. */
    snapshot(): JsonObject | null | undefined {
      const state = produce && attempt(produce, fail)
      if (state === undefined || state === null) return state
      const copy = { by: visitor.person.anonymousId, id: id(), at: clock.now(), state }
      storage.set(KEY, JSON.stringify(copy))
      return copy
    },
    /** Erases the mirror at once, the durable copy with the next `snapshot`. */
    erase(): void {
      storage.remove(KEY)
      memory.keep(undefined, () => null)
    },
  }
  return memory
}
