import type { EventRow } from './eventRow.js'

/** Values for the `{name:Type}` placeholders of a query. They are bound by the engine and never become SQL. */
export type Parameters = Readonly<Record<string, string | number | readonly string[] | readonly number[]>>

/** Where events are kept: ClickHouse, in the process or on a server, behind the same SQL. */
export interface EventStore {
  /** Writes the rows as one block. When it resolves they are on disk; when it rejects, write them again. */
  insert(rows: readonly EventRow[]): Promise<void>
  /** Runs one SELECT and resolves with its rows, 64-bit integers and decimals as numbers. */
  query<T>(sql: string, parameters?: Parameters): Promise<T[]>
  /** Waits for what runs, then lets go of the data. Calling it again does nothing. */
  close(): Promise<void>
}
