/** The most that one request may carry: the Segment spec's limits. */
export interface Limits {
  /** Bytes of a batch as JSON, after decompression. */
  batchBytes: number
  /** Events in a batch. */
  batchEvents: number
  /** Bytes of one event as JSON. */
  eventBytes: number
  /** Events that may wait for the store before new requests are told to come back later. */
  waitingEvents: number
  /** Bytes of bodies that may be under way, from their first byte to their answer, before new ones are sent away. */
  waitingBytes: number
}

/** 500 KB and 2,500 events a batch, 32 KB an event; 50,000 events and 64 MB waiting. */
export const defaultLimits: Limits = {
  batchBytes: 500 * 1024,
  batchEvents: 2500,
  eventBytes: 32 * 1024,
  waitingEvents: 50_000,
  waitingBytes: 64 * 1024 * 1024,
}
