import { attempt } from './attempt.js'
import type { RecordedEvent } from './event.js'
import { copy } from './json.js'
import type { Stop } from './platform.js'
import type { Plugin, PluginContext } from './plugin.js'

/** The plugins in use, in their order. `contextFor` gives one its context; what it listens to is collected in `own`. */
export function createPlugins(contextFor: (own: Stop[]) => PluginContext, fail: (cause: unknown) => void) {
  const plugins = new Map<Plugin, Stop>()

  return {
    use(plugin: Plugin): Stop {
      const own: Stop[] = []
      const stop = () => {
        if (plugins.get(plugin) !== stop) return
        plugins.delete(plugin)
        for (const end of own) attempt(end, fail)
      }
      plugins.get(plugin)?.()
      plugins.set(plugin, stop)
      const end: unknown = attempt(() => plugin.setup?.(contextFor(own)), fail)
      if (typeof end === 'function') own.push(end as Stop)
      return stop
    },
    /** Whether one looks at events before they are recorded. */
    watches: () => [...plugins.keys()].some(({ process }) => process),
    /** The event as the plugins leave it, as plain JSON again; null when one drops it. */
    process(event: RecordedEvent): RecordedEvent | null {
      for (const plugin of plugins.keys()) {
        const result = attempt(() => plugin.process?.(event), fail)
        if (result === null) return null
        if (result?.messageId) event = copy(result) as unknown as RecordedEvent
      }
      return event
    },
    settled: () => Promise.all([...plugins.keys()].map((plugin) => attempt(() => plugin.settled?.(), fail))),
    stop(): void {
      for (const stop of [...plugins.values()]) stop()
    },
  }
}
