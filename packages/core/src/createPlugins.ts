import { attempt } from './attempt.js'
import { copy } from './copy.js'
import type { RecordedEvent } from './event.js'
import type { Stop } from './platform.js'
import type { Plugin, PluginContext, Topics } from './plugin.js'

/** A plugin in use, and what ends it. */
interface Used {
  readonly plugin: Plugin
  end?: unknown
}

interface Listener {
  readonly used: Used
  readonly topic: string
  readonly run: (value: never) => void
}

/**
 * The plugins in use, in their order, and what they hear. Every listener hears of one value before any hears of the next,
 * also when a listener causes it. What a plugin throws goes to `fail` and stops nobody. `contextFor` gives one its context.
 */
export function createPlugins(contextFor: (on: PluginContext['on']) => PluginContext, fail: (cause: unknown) => void) {
  let all: readonly Used[] = []
  let listeners: readonly Listener[] = []
  const waiting: (() => void)[] = []

  function stop(only?: Plugin | Used): void {
    for (const used of all)
      if (all.includes(used) && (!only || used === only || used.plugin === only)) {
        all = all.filter((one) => one !== used)
        listeners = listeners.filter((one) => one.used !== used)
        if (typeof used.end === 'function') attempt(used.end as Stop, fail)
      }
  }

  return {
    use(plugin: Plugin): Stop {
      if (!plugin || typeof plugin !== 'object') {
        fail(plugin)
        return () => {}
      }
      stop(plugin)
      const used: Used = { plugin }
      all = [...all, used]
      const context = contextFor((topic, run) => {
        const listener = { used, topic, run }
        if (all.includes(used)) listeners = [...listeners, listener]
        return () => {
          listeners = listeners.filter((one) => one !== listener)
        }
      })
      used.end = attempt(() => plugin.setup?.(context), fail)
      return () => stop(used)
    },
    emit<T extends keyof Topics>(topic: T, value: Topics[T]): void {
      const tell = () => {
        for (const one of listeners)
          if (one.topic === topic && listeners.includes(one)) attempt(() => one.run(value as never), fail)
      }
      if (waiting.push(tell) === 1) for (; waiting[0]; waiting.shift()) waiting[0]()
    },
    /** Whether one looks at events. */
    look: () => all.some(({ plugin }) => plugin.process) || listeners.some(({ topic }) => topic === 'event'),
    /** The event as the plugins leave it, as plain JSON again; null when one drops it. */
    process(event: RecordedEvent): RecordedEvent | null {
      for (const { plugin } of all) {
        const result = attempt(() => plugin.process?.(event), fail)
        if (result === null) return null
        if (result?.messageId) event = copy(result) as unknown as RecordedEvent
      }
      return event
    },
    settled: () => Promise.all(all.map(({ plugin }) => attempt(() => plugin.settled?.(), fail))),
    stop,
  }
}
