import type { Json } from '../event.js'
import type { Plugin, PluginContext } from '../plugin.js'

/** A plugin that keeps the ids of events beside the outbox and in the state store: the smallest thing that has a state. */
export function createKeeper() {
  const kept: string[] = []
  let context: PluginContext
  const plugin: Plugin = {
    name: 'keeper',
    settled: () => context.platform.outbox.save(kept as Json),
    setup(given) {
      context = given
      given.on('event', ({ messageId }) => {
        if (!given.consent().personalization) return
        kept.push(messageId)
        given.platform.state.set('memory', `${kept}`)
        void given.platform.outbox.save(kept as Json)
      })
    },
  }
  return { plugin, kept, context: () => context }
}
