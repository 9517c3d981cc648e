import type { Clock, Stop } from '@qianmian/core'

/** A step of the clock that is longer, in ms, is a device that slept. */
const LONGEST_MS = 5000

/** Counts the time that is really watched. `tell` runs at each whole second of it. */
export function createWatch({ elapsed, after }: Clock, tell: () => void) {
  let total = 0
  let told = 0
  /** When the clock was last looked at, while it runs. */
  let looked: number | undefined
  let stop: Stop | undefined

  function seconds(): number {
    if (looked !== undefined) {
      const step = elapsed() - looked
      looked += step
      total += Math.min(step, LONGEST_MS)
    }
    return Math.floor(total / 1000)
  }

  function tick(): void {
    stop = after(1000 - (total % 1000), () => {
      const now = seconds()
      tick()
      if (now > told) {
        told = now
        tell()
      }
    })
  }

  return {
    /** Whole seconds that were watched. */
    seconds,
    /** Goes on, or waits. */
    run(on: boolean): void {
      if (on === (looked !== undefined)) return
      seconds()
      stop?.()
      looked = on ? elapsed() : undefined
      if (on) tick()
    },
  }
}
