import type { SentEvent } from '../ingest/validateBatch.js'
import { localTime } from '../localTime.js'
import type { Order } from './readOrders.js'

/** The event of an order: its customer completed it at noon of its day. */
export function orderEvent({ id, customer, date, quantity, cents }: Order, tz: string): SentEvent {
  return {
    type: 'track',
    event: 'Order Completed',
    messageId: id,
    userId: customer,
    timestamp: new Date(localTime(tz, date, 12)).toISOString(),
    properties: { order_id: id, total: cents / 100, quantity },
  }
}
