import type { EventRow } from '../store/eventRow.js'
import type { EventStore } from '../store/eventStore.js'
import { type StoredEvent, toEvent } from './toEvent.js'

/** A page of events, newest first. `next` asks for the page after it; null: there is none. */
export interface EventPage {
  events: StoredEvent[]
  next: string | null
}

/**
 * The events in the reverse order of their arrival; what arrived together, in the reverse order of its time.
 * @param limit how many, 1 to 1,000
 * @param after the `next` of the page before
 */
export async function newestEvents(store: EventStore, limit: number, after?: string): Promise<EventPage> {
  const [received, original, id] = (after === undefined ? null : cursor(after)) ?? [end, end, '']
  const rows = await store.query<EventRow>(
    `SELECT * FROM events FINAL
     WHERE (received_at, original_timestamp, message_id) <
       (toDateTime64({received:String}, 3, 'UTC'), toDateTime64({original:String}, 3, 'UTC'), {id:String})
     ORDER BY received_at DESC, original_timestamp DESC, message_id DESC LIMIT {limit:UInt32}`,
    { received, original, id, limit },
  )
  const last = rows.at(-1)
  return {
    events: rows.map(toEvent),
    next:
      rows.length === limit && last
        ? `${last.received_at}~${last.original_timestamp}`.replaceAll(' ', 'T').concat('~', last.message_id)
        : null,
  }
}

/** Nothing happens after this: the first page begins here. */
const end = '2299-12-31 00:00:00.000'

/** The parts of a cursor, or null when it is none. */
export function cursor(text: string): [received: string, original: string, id: string] | null {
  const [, received, original, id] = /^([^~]+)~([^~]+)~([\s\S]{1,128})$/.exec(text) ?? []
  if (!isTime(received) || !isTime(original)) return null
  return [received.replace('T', ' '), original.replace('T', ' '), id!]
}

/** Whether ClickHouse would read this as a time: it refuses 30 February. */
function isTime(text: string | undefined): text is string {
  const ms = Date.parse(`${text}Z`)
  return ms >= 0 && new Date(ms).toISOString() === `${text}Z` && text!.length === 23
}
