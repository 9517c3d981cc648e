import { later } from '../../ingest/later.js'
import { draft } from './draft.js'
import type { RecordStore, Records } from './records.js'

/** The one way to change records. */
export interface Commits {
  /**
   * Runs the job alone, and resolves with what it returned when all that it wrote is on disk. A job that throws has
   * written nothing, and harms no other.
   * @throws Refusal 503 when too many wait, or when the store failed: the sender tries again
   */
  run<T>(job: (records: Records) => T): Promise<T>
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>
}

interface Waiting {
  /** Runs the job, and returns what tells its sender about it once it is on disk. */
  run(records: Records): () => void
  reject(error: unknown): void
}

/** This many jobs share a commit at most: the last of them waits for all. */
const most = 1000

/**
 * Group commit: a lone job is committed at once; while a commit runs, jobs gather, and the next one takes them all. So a
 * thousand people who come at once wait for a few syncs of the disk and not for a thousand.
 * @param limit how many jobs may wait
 */
export function createCommits(store: RecordStore, limit: number, onError: (error: unknown) => void): Commits {
  const waiting: Waiting[] = []
  let running: Promise<void> | null = null

  return {
    run<T>(job: (records: Records) => T) {
      if (waiting.length >= limit) return Promise.reject(later('too many decisions wait'))
      return new Promise<T>((resolve, reject) => {
        waiting.push({
          run(records) {
            const value = job(records)
            return () => resolve(value)
          },
          reject,
        })
        running ??= drain()
      })
    },
    idle: async () => running ?? undefined,
  }

  async function drain(): Promise<void> {
    // What comes in the same turn of the event loop shares the first commit.
    await new Promise(setImmediate)
    while (waiting.length) await commit(waiting.splice(0, most))
    running = null
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    const answers: (() => void)[] = []
    try {
      await store.transact((records) => {
        for (const one of group) answers.push(attempt(one, records))
      })
    } catch (error) {
      onError(error)
      for (const { reject } of group) reject(later('the store of the activities did not answer'))
      return
    }
    for (const answer of answers) answer()
  }

  function attempt({ run, reject }: Waiting, records: Records): () => void {
    const changes = draft(records)
    try {
      const answer = run(changes)
      changes.apply()
      return answer
    } catch (error) {
      return () => reject(error)
    }
  }
}
