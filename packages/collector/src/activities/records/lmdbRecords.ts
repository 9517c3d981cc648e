import { mkdir, statfs } from 'node:fs/promises'
import type { Key, RecordStore, Records } from './records.js'

/** More than a commit writes, in bytes: after a full disk in the middle of one, the process was seen to die of damaged memory. */
const spare = 32 * 1024 * 1024

/**
 * Opens a folder with LMDB in the process: a transaction is a B-tree written beside the old one and then put in its place,
 * so that a kill at any moment leaves either the one or the other. `overlappingSync: false` makes a commit resolve after
 * its fdatasync and not before it. Commits are gathered by `createCommits`: LMDB's own batches, of which nobody hears when
 * they fail, would end the process.
 * Source: http://www.lmdb.tech/doc/
 * @param folder on a local disk (LMDB cannot lock over a network); it is made when it isn't there
 * @param free bytes that its disk has left
 */
export async function lmdbRecords(folder: string, free = () => freeBytes(folder)): Promise<RecordStore> {
  // Loaded here and not above, so that a collector without activities never loads the engine.
  const { open } = await import('lmdb')
  const database = await start()

  const records: Records = {
    get: <T>(key: Key) => database.get([...key]) as T | undefined,
    put: (key, value) => void database.put([...key], value),
    remove: (key) => void database.remove([...key]),
    range<T>(prefix: Key, { from, limit }: { from?: string | number; limit?: number } = {}) {
      const start = from === undefined ? [...prefix] : [...prefix, from]
      // Longer than any key with this prefix, and before the next: no part of a key is text as high as this.
      const found = database.getRange({ start, end: [...prefix, '\uffff'], ...(limit !== undefined && { limit }) })
      return [...found].map(({ key, value }) => ({ key, value: value as T }))
    },
  }

  return {
    committed: records,
    async transact(work) {
      if ((await free()) < spare)
        throw new Error(
          `[collector] [activities] the disk of ${folder} is full: nothing is decided with less than 32 MB left`,
        )
      try {
        await database.transaction(() => work(records))
      } catch (cause) {
        // LMDB tells the reason by a promise of its own: where nobody listens to it, Node ends the process.
        ;(cause as { commitError?: Promise<never> }).commitError?.catch(() => {})
        throw new Error(`[collector] [activities] cannot write in ${folder}`, { cause })
      }
    },
    close: () => database.close(),
  }

  async function start() {
    try {
      await mkdir(folder, { recursive: true })
      return open<unknown, (string | number)[]>({
        path: folder,
        encoding: 'json',
        overlappingSync: false,
        eventTurnBatching: false,
      })
    } catch (cause) {
      const message = `[collector] [activities] cannot open ${folder}: give a folder on a local disk that may be written`
      throw new Error(message, { cause })
    }
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
