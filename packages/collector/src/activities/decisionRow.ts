import { toRow } from '../ingest/toRow.js'
import type { EventRow } from '../store/eventRow.js'
import { digest } from './digest.js'
import type { Common, Outcome } from './kind.js'

/** The event by which reports know what an activity decided. */
export const decided = 'Activity Decided'

/** A decision as an event row. Its id comes from what was decided, so that it counts once, however often it is stored. */
export function decisionRow(
  { activity, definition, person, action, mark, result }: Outcome & { activity: string; definition: Common },
  now: number,
): EventRow {
  const { kind, room } = definition as { kind: string; room?: string }
  return toRow(
    undefined,
    now,
  )({
    type: 'track',
    event: decided,
    messageId: `activity-${digest(activity, person.id, action, mark)}`,
    timestamp: new Date(now).toISOString(),
    userId: person.userId ?? null,
    anonymousId: person.anonymousId ?? null,
    properties: { activity, kind, action, ...(room !== undefined && { room }), ...result },
  })
}
