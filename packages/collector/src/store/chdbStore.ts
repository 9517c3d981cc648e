import { access, constants, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createTable } from './createTable.js'
import { columns } from './eventRow.js'
import type { EventStore } from './eventStore.js'
import { insertSettings, readSettings } from './settings.js'
import { toTsv } from './toTsv.js'

/** A block is small: parsing it on several threads costs more than it saves, and they are the event loop's too. */
const chdbSettings = { ...insertSettings, input_format_parallel_parsing: '0', max_threads: '1' }

/**
 * Opens a folder with ClickHouse in the process. Queries and inserts run on threads of their own and leave the event
 * loop free. The engine takes one folder a process and one process a folder, and about 400 MB of memory.
 * @param data the folder; it is made when it isn't there
 */
export async function chdbStore(data: string): Promise<EventStore> {
  // Loaded here and not above, so that a collector with a ClickHouse server never loads half a gigabyte of engine.
  const { Session, drainPending } = await import('chdb')
  const folder = resolve(data)
  await prepare(folder)
  const session = open()
  await session.queryAsync(createTable)

  return {
    async insert(rows) {
      if (!rows.length) return
      const values = toTsv(rows)
      const order = Object.keys(columns)
      await session.insert({ table: 'events', columns: order, format: 'TabSeparated', values, settings: chdbSettings })
    },
    async query<T>(sql: string, parameters = {}) {
      const result = await session.queryBindAsync(sql, parameters, { format: 'JSONEachRow' })
      const text = result.text().trim()
      return text ? text.split('\n').map((line) => JSON.parse(line) as T) : []
    },
    async close() {
      session.close()
      await drainPending()
    },
  }

  function open() {
    try {
      return new Session(folder, {
        connectionArgs: Object.entries(readSettings).map(([name, value]) => `--${name}=${value}`),
      })
    } catch (cause) {
      throw new Error(
        `[collector] [store] cannot open ${folder}: close the other collector that has it open, or give another folder (and a process of its own)`,
        { cause },
      )
    }
  }
}

async function prepare(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw new Error(`[collector] [store] cannot write in ${folder}: give a folder that this user may write`, { cause })
  }
}
