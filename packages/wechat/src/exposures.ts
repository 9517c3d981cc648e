import type { Client, JsonObject, Stop } from '@qianmian/core'
import { keyOf, type Scope, type SeenOptions, whenSeen } from './whenSeen.js'

/** `refresh` observes what is rendered now; call it when that has changed. */
export interface Exposures {
  refresh(): void
  readonly stop: Stop
}

/** Records `Element Exposed`, with id and dataset, once for each element of a selector that was really seen on this page. */
export function exposures(client: Client, scope: Scope, selector: string, options: SeenOptions = {}): Exposures {
  const told = new Set<string>()
  let stop: Stop = () => {}

  function refresh(): void {
    stop()
    stop = whenSeen(scope, selector, options, (element) => {
      const key = keyOf(element)
      if (told.has(key)) return
      told.add(key)
      client.track('Element Exposed', { id: element.id, dataset: element.dataset } as JsonObject)
    })
  }

  refresh()
  return { refresh, stop: () => stop() }
}
