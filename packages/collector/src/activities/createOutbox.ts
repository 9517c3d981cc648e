import type { EventRow } from '../store/eventRow.js'
import type { Commits } from './records/createCommits.js'
import type { RecordStore, Records } from './records/records.js'

/** What was decided and is not yet in the event store. */
export interface Outbox {
  /** Keeps a row in the transaction that decides what it tells. */
  put(records: Records, row: EventRow): void
  /** Hands over what waits, if that isn't under way. What fails is tried again the next time. */
  send(): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

/** Rows that are handed over together. */
const lot = 500

/** A row leaves only when the event store has it: what is handed over twice, by its `messageId` counts once. */
export function createOutbox(
  committed: RecordStore['committed'],
  commits: Commits,
  record: (rows: readonly EventRow[]) => Promise<unknown>,
  onError: (error: unknown) => void,
): Outbox {
  let sending: Promise<void> | null = null

  return {
    put(records, row) {
      const number = records.get<number>(['queued']) ?? 0
      records.put(['queued'], number + 1)
      records.put(['outbox', number], row)
    },
    send() {
      sending ??= sendAll()
        .catch(onError)
        .finally(() => (sending = null))
    },
    idle: async () => sending ?? undefined,
  }

  async function sendAll(): Promise<void> {
    for (;;) {
      const waiting = committed.range<EventRow>(['outbox'], { limit: lot })
      if (!waiting.length) return
      await record(waiting.map(({ value }) => value))
      await commits.run((records) => {
        for (const { key } of waiting) records.remove(key)
      })
    }
  }
}
