import { createClient } from '@clickhouse/client'
import { createTable } from './createTable.js'
import type { EventStore } from './eventStore.js'
import { insertSettings, readSettings } from './settings.js'

/**
 * Opens a ClickHouse server or cluster, with the same table and the same SQL as the embedded engine.
 * On a cluster, create the table beforehand with the replicated engine of your choice: an existing one is left alone.
 * @param url `http://user:password@host:8123/database`
 */
export async function clickhouseStore(url: string): Promise<EventStore> {
  // A thousand ids don't fit into an address, which is where the client puts parameters unless told otherwise.
  const client = createClient({ url, clickhouse_settings: readSettings, use_multipart_params_auto: true })
  await client.command({ query: createTable })

  return {
    async insert(rows) {
      if (!rows.length) return
      const settings = { ...insertSettings, async_insert: 0 as const }
      await client.insert({ table: 'events', format: 'JSONEachRow', values: rows, clickhouse_settings: settings })
    },
    async query<T>(sql: string, parameters = {}) {
      const result = await client.query({ query: sql, query_params: parameters, format: 'JSONEachRow' })
      return result.json<T>()
    },
    close: () => client.close(),
  }
}
