import { toRow } from '../ingest/toRow.js'
import type { EventRow } from '../store/eventRow.js'

/** A row of an event with what a test says of it. `at` is its time, ISO 8601. */
export function row(about: { messageId: string; at?: string; [field: string]: unknown }): EventRow {
  const { messageId, at = '2026-11-24T08:00:00.000Z', ...fields } = about
  const event = { type: 'track' as const, event: 'Tested', anonymousId: 'a', messageId, timestamp: at, ...fields }
  return toRow(undefined, Date.parse('2026-12-01T00:00:00.000Z'))(event)
}
