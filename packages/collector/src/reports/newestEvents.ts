import type { EventRow } from '../store/eventRow.js'
import type { EventStore } from '../store/eventStore.js'
import { type StoredEvent, toEvent } from './toEvent.js'

/** A page of events, newest first. `next` asks for the page after it; null: there is none. */
export interface EventPage {
  events: StoredEvent[]
  next: string | null
}

/**
 * The events in the reverse order of their arrival.
 * @param limit how many, 1 to 1,000
 * @param after the `next` of the page before
 */
export async function newestEvents(store: EventStore, limit: number, after?: string): Promise<EventPage> {
  const [received = end, id = ''] = after === undefined ? [] : cursor(after)
  const rows = await store.query<EventRow>(
    `SELECT * FROM events FINAL
     WHERE (received_at, message_id) < (toDateTime64({received:String}, 3, 'UTC'), {id:String})
     ORDER BY received_at DESC, message_id DESC LIMIT {limit:UInt32}`,
    { received, id, limit },
  )
  const last = rows.at(-1)
  return {
    events: rows.map(toEvent),
    next: rows.length === limit && last ? `${last.received_at.replace(' ', 'T')}~${last.message_id}` : null,
  }
}

/** Nothing is received after this: the first page begins here. */
const end = '2299-12-31 00:00:00.000'

/** The parts of a cursor, or null when it is none. */
export function cursor(text: string): [received: string, id: string] | [] {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d\.\d{3})~([\s\S]{1,128})$/.exec(text)
  return match ? [`${match[1]} ${match[2]}`, match[3]!] : []
}
