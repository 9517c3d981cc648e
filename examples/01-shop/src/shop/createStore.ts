/** A value that survives a reload, and tells when it changes. */
export interface Store<T> {
  get(): T
  set(value: T): void
  /** Runs at every change; returns a function that ends that. */
  subscribe(run: (value: T) => void): () => void
}

/** Keeps a JSON value in localStorage. Where storage fails, memory serves. `initial` also answers what cannot be read. */
export function createStore<T>(name: string, initial: T): Store<T> {
  const key = `zhishang.${name}`
  const listeners = new Set<(value: T) => void>()
  let value = read(key) ?? initial
  return {
    get: () => value,
    set(next) {
      value = next
      try {
        localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // A private window or a full disk: this page view still has the value.
      }
      for (const run of [...listeners]) run(next)
    },
    subscribe(run) {
      listeners.add(run)
      return () => listeners.delete(run)
    },
  }

  function read(key: string): T | null {
    try {
      return JSON.parse(localStorage.getItem(key) ?? 'null')
    } catch {
      return null
    }
  }
}
