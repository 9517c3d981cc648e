import type { PluginContext, Stop } from '@qianmian/core'

/**
 * Listens to these DOM events (names, separated by spaces) before the page can stop them, and never holds one up. What
 * `run` throws is told to the host's `onError`.
 */
export function listen<E extends Event>(
  { report }: Pick<PluginContext, 'report'>,
  target: EventTarget,
  types: string,
  run: (event: E) => void,
): Stop {
  const options = { capture: true, passive: true }
  const safely = (event: Event) => {
    try {
      run(event as E)
    } catch (cause) {
      report('plugin', `a listener of ${event.type} failed`, cause)
    }
  }
  const all = types.split(' ')
  for (const type of all) target.addEventListener(type, safely, options)
  return () => {
    for (const type of all) target.removeEventListener(type, safely, options)
  }
}
