import type { Lifecycle } from '@qianmian/core'
import type { Host } from './Host.js'
import { listen } from './listen.js'

/** `show` when the app is back from the background (its launch is none), `hide` when it goes there. */
export function createHostLifecycle(host: Host): Lifecycle {
  return {
    on(moment, run) {
      if (moment === 'online') return listen(host, 'NetworkStatusChange', ({ isConnected }) => isConnected && run())
      let away = false
      const turn = (to: boolean) => () => {
        if (away === to) return
        away = to
        if (to === (moment === 'hide')) run()
      }
      const stops = [listen(host, 'AppShow', turn(false)), listen(host, 'AppHide', turn(true))]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
