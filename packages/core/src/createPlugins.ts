import { attempt } from './attempt.js'
import type { RecordedEvent } from './event.js'
import { copy } from './json.js'
import type { Stop } from './platform.js'
import type { Plugin, PluginContext } from './plugin.js'

/** The plugins in use, in their order. `contextFor` gives one its context; `leave` runs when it is removed. */
export function createPlugins(
  contextFor: (plugin: Plugin, own: Set<Stop>) => PluginContext,
  leave: (plugin: Plugin) => void,
  fail: (cause: unknown) => void,
) {
  const plugins = new Map<Plugin, Stop>()

  return {
    use(plugin: Plugin): Stop {
      const own = new Set<Stop>()
      let end: unknown
      const stop = () => {
        if (plugins.get(plugin) !== stop) return
        plugins.delete(plugin)
        leave(plugin)
        for (const one of own) one()
        if (typeof end === 'function') attempt(end as Stop, fail)
      }
      plugins.get(plugin)?.()
      plugins.set(plugin, stop)
      end = attempt(() => plugin.setup?.(contextFor(plugin, own)), fail)
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
    stop(): void {
      for (const stop of [...plugins.values()]) stop()
    },
  }
}
