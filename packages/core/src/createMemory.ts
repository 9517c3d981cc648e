import { attempt } from './attempt.js'
import type { Storage } from './createStorage.js'
import type { Json } from './event.js'
import type { Clock, SavedVisitor } from './platform.js'

const KEY = 'memory'

/** A state with the moment (ms) of its making, which grows with every one. */
interface Stamped {
  at: number
  state: Json
}

/** The visitor's state as plugins keep it: who produces it, its mirror in the state store, and which copy is newer. */
export function createMemory(storage: Storage, clock: Clock, fail: (cause: unknown) => void) {
  let produce: (() => Json) | undefined
  let owner: unknown
  let at = 0

  const memory = {
    read(): Json | null {
      const stored = attempt(() => JSON.parse(storage.get(KEY) ?? 'null') as Stamped | null, fail)
      at = Math.max(at, Number(stored?.at) || 0)
      return stored?.state ?? null
    },
    /** From now on the state is what `make` returns, for `by`. */
    keep(by: unknown, make: () => Json): void {
      owner = by
      produce = make
    },
    /** `by` keeps it no longer. */
    leave(by: unknown): void {
      if (owner === by) owner = produce = undefined
    },
    /** The state as of now, which becomes the mirror too; undefined when nobody keeps one. */
    snapshot(): Json | undefined {
      const state = produce && attempt(produce, fail)
      if (state === undefined) return
      at = Math.max(at + 1, clock.now())
      const stamped = { at, state }
      if (state === null) storage.remove(KEY)
      else storage.set(KEY, JSON.stringify(stamped))
      return stamped
    },
    /** The durable state when it is newer than what was read or made here. */
    newer({ state }: SavedVisitor): Json | undefined {
      const saved = state as unknown as Stamped | null
      if (!saved || !(saved.at > at)) return
      at = saved.at
      return saved.state
    },
    /** Erases the mirror at once, the durable copy with the next `snapshot`. */
    erase(): void {
      storage.remove(KEY)
      memory.keep(undefined, () => null)
    },
  }
  return memory
}
