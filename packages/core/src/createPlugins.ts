import { attempt } from './attempt.js'
import type { RecordedEvent } from './event.js'
import { copy } from './json.js'
import type { Stop } from './platform.js'
import type { Plugin, PluginContext, Topics } from './plugin.js'

/** A plugin in use, and what it listens to. */
interface Used {
  readonly plugin: Plugin
  readonly listeners: Set<{ topic: string; run: (value: never) => void }>
  end?: unknown
}

/**
 * The plugins in use, in their order, and what they hear. Every listener hears of one value before any hears of the next,
 * also when a listener causes it. What a plugin throws goes to `fail` and stops nobody. `contextFor` gives one its context.
 */
export function createPlugins(contextFor: (on: PluginContext['on']) => PluginContext, fail: (cause: unknown) => void) {
  const all = new Set<Used>()
  const waiting: [topic: string, value: unknown][] = []
  let emitting = false

  const plugins = () => [...all].map(({ plugin }) => plugin)

  function remove(used: Used): void {
    if (!all.delete(used)) return
    used.listeners.clear()
    if (typeof used.end === 'function') attempt(used.end as Stop, fail)
  }

  function stop(only?: Plugin): void {
    for (const used of [...all]) if (!only || used.plugin === only) remove(used)
  }

  return {
    use(plugin: Plugin): Stop {
      if (!plugin || typeof plugin !== 'object') {
        fail(plugin)
        return () => {}
      }
      stop(plugin)
      const listeners: Used['listeners'] = new Set()
      const used: Used = { plugin, listeners }
      all.add(used)
      const context = contextFor((topic, run) => {
        const listener = { topic, run }
        listeners.add(listener)
        return () => void listeners.delete(listener)
      })
      used.end = attempt(() => plugin.setup?.(context), fail)
      return () => remove(used)
    },
    hears(topic: keyof Topics): boolean {
      for (const { listeners } of all) for (const one of listeners) if (one.topic === topic) return true
      return false
    },
    emit<T extends keyof Topics>(topic: T, value: Topics[T]): void {
      waiting.push([topic, value])
      if (emitting) return
      emitting = true
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [topic, value] = next
        for (const { listeners } of [...all])
          for (const one of [...listeners])
            if (one.topic === topic && listeners.has(one)) attempt(() => one.run(value as never), fail)
      }
      emitting = false
    },
    /** Whether one looks at events before they are recorded. */
    watches(): boolean {
      for (const { plugin } of all) if (plugin.process) return true
      return false
    },
    /** The event as the plugins leave it, as plain JSON again; null when one drops it. */
    process(event: RecordedEvent): RecordedEvent | null {
      for (const plugin of plugins()) {
        const result = attempt(() => plugin.process?.(event), fail)
        if (result === null) return null
        if (result?.messageId) event = copy(result) as unknown as RecordedEvent
      }
      return event
    },
    settled: () => Promise.all(plugins().map((plugin) => attempt(() => plugin.settled?.(), fail))),
    stop,
  }
}
