import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Share } from '../ingest/createBudget.js'
import type { SentBody } from '../ingest/readBody.js'
import { readBytes } from '../ingest/readBytes.js'
import { Refusal } from '../problem.js'

/**
 * Reads a request of a sender, and has `use` answer it; what it takes of the memory that all share is given back then.
 * @param limit bytes, unpacked
 */
export async function sent<T>(
  c: Context,
  open: () => Share,
  limit: number,
  use: (body: SentBody) => Promise<T>,
): Promise<T> {
  const gzip = isGzip(c)
  const { take, release } = open()
  try {
    // As Node reads it: a web stream around it would cost more than all the rest of a small request.
    const bytes = await readBytes((c.env as HttpBindings).incoming, limit, take)
    return await use({ bytes, gzip, key: c.req.query('writeKey'), take })
  } finally {
    release()
  }
}

function isGzip({ req }: Context): boolean {
  const encoding = req.query('encoding') ?? req.header('content-encoding') ?? 'identity'
  if (encoding === 'gzip' || encoding === 'identity') return encoding === 'gzip'
  throw new Refusal(415, [
    { path: 'encoding', code: 'unknown', message: 'encoding must be gzip, or be left out for a body as it is' },
  ])
}
