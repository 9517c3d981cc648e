import type { Plugin, PluginContext } from '../plugin.js'

/** A plugin that folds the ids of events into a list, once each: the smallest thing that keeps a state. */
export function createKeeper() {
  let folded: string[] = []
  let context: PluginContext
  const add = (names: string[]) => {
    folded = [...new Set([...folded, ...names])]
  }
  const plugin: Plugin = {
    name: 'keeper',
    setup(given) {
      context = given
      add((given.memory.read() as string[] | null) ?? [])
      given.on('event', (event) => {
        add([event.messageId])
        given.memory.write(() => folded)
      })
      given.on('restored', (state) => add(state as string[]))
      given.on('person', ({ kept }) => {
        if (!kept) folded = []
      })
    },
  }
  return { plugin, folded: () => folded, context: () => context }
}
