import { attempt } from './attempt.js'
import type { StateStore } from './platform.js'

/** The host's state store, where a call that throws (private mode, quota) costs that call only and goes to `fail`. */
export function createStorage(state: StateStore, fail: (cause: unknown) => void) {
  return {
    get: (key: string) => attempt(() => state.get(key), fail),
    set: (key: string, value: string) => attempt(() => state.set(key, value), fail),
    remove: (key: string) => attempt(() => state.remove(key), fail),
  }
}

export type Storage = ReturnType<typeof createStorage>
