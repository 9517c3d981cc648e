/** Where a record is: the parts of its key, which sort number by number and text by text. */
export type Key = readonly (string | number)[]

/** The records that decisions are made from: plain JSON values in the order of their keys. */
export interface Records {
  get<T>(key: Key): T | undefined
  put(key: Key, value: unknown): void
  remove(key: Key): void
  /** The records whose keys begin with `prefix` and whose next part is at least `from`, in order, at most `limit`. */
  range<T>(prefix: Key, options?: { from?: string | number; limit?: number }): { key: Key; value: T }[]
}

/** Where the records are kept. */
export interface RecordStore {
  /** What is on disk and what is about to be. Writing needs a transaction. */
  readonly committed: Pick<Records, 'get' | 'range'>
  /** Runs `work` while nobody else writes, here or in another process, and resolves when all that it wrote is on disk. */
  transact(work: (records: Records) => void): Promise<void>
  /** Waits for what runs, then lets go of the folder. */
  close(): Promise<void>
}
