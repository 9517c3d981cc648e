import type { Campaign, EventContext } from './event.js'

/** Where a visit came from. */
export interface Touch {
  readonly campaign?: Campaign
  readonly referrer?: EventContext['referrer']
  readonly scene?: number
}

/**
 * One visit, with its newest touch. `number` counts from 1; `start` is corrected, `last` (its newest event) is the device's
 * time, both in ms.
 */
export interface Session extends Touch {
  readonly id: string
  readonly number: number
  readonly start: number
  last: number
}

/** The touch that a host's context tells of. */
export function touchOf({ campaign, referrer, scene }: EventContext): Touch {
  return { campaign, referrer, scene }
}
