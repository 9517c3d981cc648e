import type { JsonObject, Plugin } from '@qianmian/core'
import { createDebts, type Debt } from './createDebts.js'

/**
 * Records at start what a visit to a live room still owed when it was killed, marked `recovered: true`. A session does so
 * too: this is for the pages of an app that may be opened before the next live room.
 */
export function liveRecovery(): Plugin {
  let current: Debt | undefined
  return {
    name: 'liveRecovery',
    setup({ client, platform, identity, consent, on }) {
      const debts = createDebts(platform.state)
      const recover = () => {
        for (current of debts.take(identity().anonymousId))
          for (const [name, properties] of current.events)
            client.track(name, { ...properties, recovered: true } as JsonObject)
        current = undefined
      }
      if (consent().analytics) recover()
      on('consent', ({ analytics }) => (analytics ? recover() : debts.clear()))
      on('person', ({ kept }) => kept || debts.clear())
    },
    process: (event) => (current ? { ...event, context: { ...event.context, live: current.live } } : event),
  }
}
