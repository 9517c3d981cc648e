import { attempt } from './attempt.js'
import type { Stop } from './platform.js'
import type { Topics } from './plugin.js'

/**
 * Who listens to what. Every listener hears of one value before any hears of the next, also when a listener causes it.
 * What a listener throws goes to `fail` and stops nobody.
 */
export function createTopics(fail: (cause: unknown) => void) {
  const listeners = new Set<{ topic: string; run: (value: never) => void }>()
  const waiting: [string, unknown][] = []
  let emitting = false

  return {
    on<T extends keyof Topics>(topic: T, run: (value: Topics[T]) => void): Stop {
      const listener = { topic, run }
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    hears: (topic: keyof Topics) => [...listeners].some((listener) => listener.topic === topic),
    emit<T extends keyof Topics>(topic: T, value: Topics[T]): void {
      waiting.push([topic, value])
      if (emitting) return
      emitting = true
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [topic, value] = next
        for (const listener of [...listeners])
          if (listener.topic === topic && listeners.has(listener)) attempt(() => listener.run(value as never), fail)
      }
      emitting = false
    },
  }
}
