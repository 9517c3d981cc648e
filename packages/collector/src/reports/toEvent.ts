import type { EventRow } from '../store/eventRow.js'

/** A stored event in the words of the wire, with the time at which the collector received it. Times are ISO 8601. */
export interface StoredEvent {
  messageId: string
  type: string
  event?: string
  anonymousId?: string
  userId?: string
  previousId?: string
  groupId?: string
  timestamp: string
  receivedAt: string
  properties: Record<string, unknown>
  traits: Record<string, unknown>
  context: Record<string, unknown>
}

/** A row as the event that it holds. What was empty is left out. */
export function toEvent(row: EventRow): StoredEvent {
  return {
    messageId: row.message_id,
    type: row.type,
    ...(row.event && { event: row.event }),
    ...(row.anonymous_id && { anonymousId: row.anonymous_id }),
    ...(row.user_id && { userId: row.user_id }),
    ...(row.previous_id && { previousId: row.previous_id }),
    ...(row.group_id && { groupId: row.group_id }),
    timestamp: iso(row.timestamp),
    receivedAt: iso(row.received_at),
    properties: JSON.parse(row.properties),
    traits: JSON.parse(row.traits),
    context: JSON.parse(row.context),
  }
}

const iso = (time: string) => `${time.replace(' ', 'T')}Z`
