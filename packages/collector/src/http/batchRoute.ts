import type { Context, Handler } from 'hono'
import { createBudget } from '../ingest/createBudget.js'
import { readBatch } from '../ingest/readBatch.js'
import { readBytes } from '../ingest/readBytes.js'
import { toRow } from '../ingest/toRow.js'
import { Refusal } from '../problem.js'
import type { AppParts } from './createApp.js'

/** The most that gzip usually makes of JSON. A body that is larger unpacked takes more memory than it was counted for. */
const ratio = 20

/** Takes a batch in: answers 200 when it is stored, and says otherwise what is wrong with it. */
export function batchRoute({ ingest, limits, writeKeys, now }: AppParts): Handler {
  const keys = new Set(writeKeys)
  const take = createBudget(limits.waitingBytes)

  return async (c) => {
    const gzip = isGzip(c)
    const length = Number(c.req.header('content-length') ?? limits.batchBytes)
    const release = take(Math.min(limits.batchBytes, gzip ? length * ratio : length))
    try {
      const bytes = await readBytes(c.req.raw.body, limits.batchBytes)
      const { events, sentAt } = await readBatch({ bytes, gzip, key: c.req.query('writeKey') }, keys, limits)
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
