import { columns } from './eventRow.js'

/**
 * The one table. Only what never changes between two deliveries of an event, its `messageId` and original time, says
 * where a row goes: copies meet in one partition and merge into one row. Until they have, `FINAL` reads one of them;
 * ordered by nothing but the id, it also does so when a sender dated the second copy differently.
 * The fsync settings make an answered insert survive a loss of power, not only the end of the process.
 */
export const createTable = `CREATE TABLE IF NOT EXISTS events (
${Object.entries(columns)
  .map(([name, type]) => `  ${name} ${type}`)
  .join(',\n')}
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(original_timestamp)
ORDER BY message_id
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`
