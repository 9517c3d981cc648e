import type { Context, Handler } from 'hono'
import { createBudget } from '../ingest/createBudget.js'
import { readBatch } from '../ingest/readBatch.js'
import { readBytes } from '../ingest/readBytes.js'
import { toRow } from '../ingest/toRow.js'
import { Refusal } from '../problem.js'
import type { AppParts } from './createApp.js'

/** Takes a batch in: answers 200 when it is stored, and says otherwise what is wrong with it. */
export function batchRoute({ ingest, limits, writeKeys, now }: AppParts): Handler {
  const keys = new Set(writeKeys)
  const open = createBudget(limits.waitingBytes)

  return async (c) => {
    const gzip = isGzip(c)
    const { take, release } = open()
    try {
      const bytes = await readBytes(c.req.raw.body, limits.batchBytes, take)
      const { events, sentAt } = readBatch({ bytes, gzip, key: c.req.query('writeKey'), take }, keys, limits)
      const receipt = await ingest.add(events.map(toRow(sentAt, now())))
      return c.json({ ok: true, now: now(), ...receipt })
    } finally {
      release()
    }
  }
}

function isGzip({ req }: Context): boolean {
  const encoding = req.query('encoding') ?? req.header('content-encoding') ?? 'identity'
  if (encoding === 'gzip' || encoding === 'identity') return encoding === 'gzip'
  throw new Refusal(415, [
    { path: 'encoding', code: 'unknown', message: 'encoding must be gzip, or be left out for a body as it is' },
  ])
}
