import type { EventRow } from '../store/eventRow.js'
import { correctTime } from './correctTime.js'
import type { SentEvent } from './validateBatch.js'

/**
 * Makes what turns the events of one batch into the rows that hold them.
 * @param sentAt ISO 8601, by the sender's clock
 * @param received ms since the epoch, by the collector's clock
 */
export function toRow(sentAt: string | undefined, received: number): (event: SentEvent) => EventRow {
  const sent = sentAt === undefined ? undefined : Date.parse(sentAt)
  const sent_at = sent === undefined ? null : time(sent)
  const received_at = time(received)
  return (event) => {
    const { properties, traits, context } = event
    const original = Date.parse(event.timestamp)
    const original_timestamp = time(original)
    const happened = correctTime({ original, age: event.age ?? undefined, sent, received })
    return {
      message_id: event.messageId,
      type: event.type,
      event: text(event.type === 'page' ? event.name : event.event),
      anonymous_id: text(event.anonymousId),
      user_id: text(event.userId),
      previous_id: text(event.previousId),
      group_id: text(event.groupId),
      original_timestamp,
      timestamp: happened === original ? original_timestamp : time(happened),
      sent_at,
      received_at,
      session_id: text(field(context?.session, 'id')),
      path: text(field(context?.page, 'path') ?? properties?.path),
      source: text(field(context?.campaign, 'source')),
      slot: text(properties?.slot),
      experience: text(properties?.experience),
      variation: text(properties?.variation),
      revision: revision(properties?.revision),
      total: money(properties?.total),
      properties: json(properties),
      traits: json(traits),
      context: json(context),
    }
  }
}

const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : '{}')

const text = (value: unknown) => (typeof value === 'string' ? value : '')

const time = (ms: number) => new Date(ms).toISOString().replace('T', ' ').slice(0, -1)

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

const revision = (value: unknown) =>
  Number.isInteger(value) && 0 <= Number(value) && Number(value) < 2 ** 32 ? Number(value) : 0

/** Four decimals, or null where the value is no amount that the column could hold exactly. */
function money(value: unknown): string | null {
  const amount = typeof value === 'string' && value.trim() ? Number(value) : value
  return typeof amount === 'number' && Math.abs(amount) < 1e11 ? amount.toFixed(4) : null
}
