/** One event as the store holds it. Times are UTC in ClickHouse's text form, `2026-11-24 02:34:46.566`. */
export interface EventRow {
  message_id: string
  type: string
  /** The name of a `track` or `page` call, otherwise empty. */
  event: string
  anonymous_id: string
  user_id: string
  previous_id: string
  group_id: string
  /** When it happened, as the sender said: the same in every delivery. */
  original_timestamp: string
  /** When it happened by the collector's clock. */
  timestamp: string
  sent_at: string | null
  received_at: string
  session_id: string
  path: string
  source: string
  slot: string
  experience: string
  variation: string
  revision: number
  /** Money of an order, in the order's own currency, with four decimals. */
  total: string | number | null
  /** JSON objects as text. */
  properties: string
  traits: string
  context: string
}

/** Each column's ClickHouse type, in the order of the table. */
export const columns: Readonly<Record<keyof EventRow, string>> = {
  message_id: 'String',
  type: 'LowCardinality(String)',
  event: 'LowCardinality(String)',
  anonymous_id: 'String',
  user_id: 'String',
  previous_id: 'String',
  group_id: 'String',
  original_timestamp: "DateTime64(3, 'UTC')",
  timestamp: "DateTime64(3, 'UTC')",
  sent_at: "Nullable(DateTime64(3, 'UTC'))",
  received_at: "DateTime64(3, 'UTC')",
  session_id: 'String',
  path: 'String',
  source: 'LowCardinality(String)',
  slot: 'LowCardinality(String)',
  experience: 'LowCardinality(String)',
  variation: 'LowCardinality(String)',
  revision: 'UInt32',
  total: 'Nullable(Decimal(18, 4))',
  properties: 'String',
  traits: 'String',
  context: 'String',
}
