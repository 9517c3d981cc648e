import type { Campaign, EventContext } from './event.js'

/** Where a visit came from. */
export interface Touch {
  readonly campaign?: Campaign
  readonly referrer?: EventContext['referrer']
  readonly scene?: number
}

/** One visit. `number` counts from 1; `start` is corrected, `last` (its newest event) is the device's time, both in ms. */
export interface Session extends Touch {
  readonly id: string
  readonly number: number
  readonly start: number
  readonly last: number
}

/** The touch that a host's context tells of. */
export function touchOf({ campaign, referrer, scene }: EventContext): Touch {
  return { campaign, referrer, scene }
}

/** The session of an event at `at` (the device's time): the running one, or, after `timeoutMs` without an event, the next. */
export function sessionAt(
  at: number,
  running: Session | undefined,
  timeoutMs: number,
  begin: () => Pick<Session, 'id' | 'start'> & Touch,
): Session {
  if (running && Math.abs(at - running.last) <= timeoutMs) return { ...running, last: at }
  return { ...begin(), number: (running?.number ?? 0) + 1, last: at }
}
