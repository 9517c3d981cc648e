import type { Lifecycle, Stop } from '@qianmian/core'
import type { Host } from './Host.js'

/** `show` when the app is back from the background (its launch is none), `hide` when it goes there. */
export function createHostLifecycle(host: Host): Lifecycle {
  return {
    on(moment, run) {
      let on = true
      let away = false
      const showed = () => {
        if (on && away && moment === 'show') run()
        away = false
      }
      const hid = () => {
        if (on && !away && moment === 'hide') run()
        away = true
      }
      const changed = ({ isConnected }: { isConnected: boolean }) => {
        if (on && isConnected) run()
      }
      const stops =
        moment === 'online'
          ? [listen(host, 'NetworkStatusChange', changed)]
          : [listen(host, 'AppShow', showed), listen(host, 'AppHide', hid)]
      return () => {
        on = false
        for (const stop of stops) stop()
      }
    },
  }
}

/** Members of a host may be accessors: they are called in their place. A listener that cannot be taken off hears on. */
function listen(host: Host, event: 'AppShow' | 'AppHide' | 'NetworkStatusChange', run: (value: never) => void): Stop {
  const call = (name: keyof Host) => (host[name] as ((run: unknown) => void) | undefined)?.call(host, run)
  call(`on${event}`)
  return () => call(`off${event}`)
}
