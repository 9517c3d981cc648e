import type { Handler } from 'hono'
import type { Share } from '../ingest/createBudget.js'
import { readBatch } from '../ingest/readBatch.js'
import { toRow } from '../ingest/toRow.js'
import type { AppParts } from './createApp.js'
import { sent } from './sent.js'

/** Takes a batch in: answers 200 when it is stored, and says otherwise what is wrong with it. */
export function batchRoute({ ingest, limits, writeKeys, now }: AppParts, open: () => Share): Handler {
  const keys = new Set(writeKeys)
  return (c) =>
    sent(c, open, limits.batchBytes, async (body) => {
      const { events, sentAt } = readBatch(body, keys, limits)
      const receipt = await ingest.add(events.map(toRow(sentAt, now())))
      return c.json({ ok: true, now: now(), ...receipt })
    })
}
