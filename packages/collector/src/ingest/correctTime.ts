/** What is known of an event's time. All in ms, times since the epoch. */
export interface Times {
  /** By the sender's clock, when it happened. */
  readonly original: number
  /** How long before it was sent it happened, where the sender measured that. */
  readonly age?: number | undefined
  /** By the sender's clock, when it was sent. */
  readonly sent?: number | undefined
  /** By the collector's clock, when it arrived. */
  readonly received: number
}

/** A request is under way no longer than this, in ms: a sender that is behind by less may have a right clock. */
const latency = 60_000

/** No event waits longer than this, in ms: an age beyond it tells of a clock that was set meanwhile. */
const longest = 366 * 86_400_000

/**
 * When an event happened by the collector's clock: as long before its batch left as its age says, or else as the sender's
 * own clock says (https://segment.com/docs/connections/spec/common/#timestamps). The batch left when it says so, if its
 * way here can have taken the difference, or else when it arrived. An event dated in the future is dated now.
 */
export function correctTime({ original, age, sent, received }: Times): number {
  const left = sent !== undefined && sent <= received && received - sent < latency ? sent : received
  const before = age !== undefined && age <= longest ? age : (sent ?? left) - original
  return Math.max(0, Math.min(received, left - before))
}
