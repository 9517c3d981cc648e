import type { RecordedEvent } from '../event.js'
import type { Plugin, PluginContext } from '../plugin.js'

/** A plugin that folds the ids of events into a list: the smallest thing that keeps a state. */
export function createKeeper() {
  let folded: string[] = []
  /** Since the state was restored, in the order of the events, with repeats. */
  let folds: string[] = []
  let context: PluginContext
  const read = (state: unknown) => {
    folds = [...((state as string[] | null) ?? [])]
    folded = [...new Set(folds)]
  }
  const plugin: Plugin = {
    name: 'keeper',
    setup(given) {
      context = given
      const fold = ({ messageId }: RecordedEvent) => {
        folds.push(messageId)
        folded = [...new Set(folds)]
        given.memory.write(() => folded)
      }
      read(given.memory.read())
      given.on('event', fold)
      given.on('elsewhere', fold)
      given.on('restored', read)
      given.on('person', ({ kept }) => {
        if (!kept) read(null)
      })
    },
  }
  return { plugin, folded: () => folded, folds: () => folds, context: () => context }
}
