import type { Stop } from '@qianmian/core'
import type { Player, PlayerState } from './Player.js'

/** Where the viewer sits: in front of one player at a time, that may fail or go. `change` runs when its state changes. */
export function createSeat(change: (state: PlayerState) => void, fail: (cause: unknown) => void) {
  let player: Player | undefined
  let detach: Stop = () => {}
  let state: PlayerState = 'paused'

  function become(now: PlayerState): void {
    if (state !== (state = now)) change(now)
  }

  function attempt<T>(run: () => T): T | undefined {
    try {
      return run()
    } catch (cause) {
      fail(cause)
    }
  }

  return {
    /** Follows this player from now on, in the place of any before. */
    attach(next: Player): Stop {
      detach()
      player = next
      let on = true
      const stop = attempt(() => next.watch((state) => on && become(state)))
      return (detach = () => {
        if (!on) return
        on = false
        player = undefined
        if (stop) attempt(stop)
        become('paused')
      })
    },
    detach: () => detach(),
    /** What the player says of its place in the stream, if it does. */
    read(what: 'position' | 'latency' | 'shownAt'): number | undefined {
      const value = attempt(() => player?.[what]?.())
      return Number.isFinite(value) ? value : undefined
    },
  }
}
