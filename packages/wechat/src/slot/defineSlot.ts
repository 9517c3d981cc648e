import type { Stop } from '@qianmian/core'
import type { SlotProvider } from './SlotSource.js'

let provider: SlotProvider | undefined
const waiting = new Set<(provider: SlotProvider) => void>()

/** Gives the slot component its decisions: those on show, and those to come. */
export function defineSlot(personalization: SlotProvider): void {
  provider = personalization
  for (const run of [...waiting]) run(provider)
}

/** Runs now, if the slots are defined, and whenever they are defined anew. */
export function whenDefined(run: (provider: SlotProvider) => void): Stop {
  waiting.add(run)
  if (provider) run(provider)
  return () => {
    waiting.delete(run)
  }
}
