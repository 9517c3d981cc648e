import { columns } from './eventRow.js'

/**
 * The one table, ordered by nothing but the `messageId`, which never changes between two deliveries of an event: copies
 * merge into one row, and until they have, `FINAL` reads one of them, also when a sender dated the second copy differently.
 * It has no partitions: the only key that never changes is the sender's own time, and a batch of 2,400 events from as many
 * months would make 2,400 of them, which no merge brings together and every report reads.
 * The fsync settings make an answered insert survive a loss of power, not only the end of the process.
 */
export const createTable = `CREATE TABLE IF NOT EXISTS events (
${Object.entries(columns)
  .map(([name, type]) => `  ${name} ${type}`)
  .join(',\n')}
) ENGINE = ReplacingMergeTree
ORDER BY message_id
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`
