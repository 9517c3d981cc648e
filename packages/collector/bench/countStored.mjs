import { chdbStore } from '../dist/index.js'

/**
 * Opens the folder that a collector has left and counts: the events in it, acknowledged ones that are not there, ones that
 * reports would count twice, and copies that wait to be merged.
 */
export async function countStored(folder, acknowledged) {
  const store = await chdbStore(folder)
  const found = await store.query('SELECT message_id AS id, count() AS times FROM events FINAL GROUP BY id')
  const [{ rows }] = await store.query('SELECT count() AS rows FROM events')
  await store.close()
  const ids = new Set(found.map(({ id }) => id))
  return {
    events: ids.size,
    lost: acknowledged.filter((id) => !ids.has(id)).length,
    twice: found.filter(({ times }) => times > 1).length,
    copies: rows - ids.size,
  }
}
