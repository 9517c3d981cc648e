import { Refusal } from '../problem.js'
import type { Limits } from './limits.js'
import { readBody, type SentBody, tooMuch } from './readBody.js'
import { type Batch, type SentEvent, validateBatch } from './validateBatch.js'
import { weigh } from './weigh.js'

/**
 * Turns the bytes of a request into a checked batch.
 * @throws Refusal 400 that says what is wrong and what to write instead, 401 for an unknown write key, 413 for too much
 */
export function readBatch(request: SentBody, keys: ReadonlySet<string>, limits: Limits): Batch {
  const body = readBody(request, keys, limits.batchBytes, '{ "writeKey", "sentAt", "batch": [ … ] }')
  const count = Array.isArray(body.batch) ? body.batch.length : 0
  if (count > limits.batchEvents)
    throw tooMuch({
      path: 'batch',
      message: `send at most ${limits.batchEvents} events a batch; this one has ${count}`,
    })
  const batch = validateBatch(body)
  if ('problems' in batch) throw new Refusal(400, batch.problems)
  for (const [index, event] of batch.events.entries()) checkSize(event, index, limits.eventBytes)
  return batch
}

function checkSize(event: SentEvent, index: number, limit: number): void {
  const most = weigh(event)
  if (most <= limit) return
  if (most === Number.POSITIVE_INFINITY)
    throw new Refusal(400, [{ index, code: 'invalid', message: 'nest an event at most 200 levels deep' }])
  const size = Buffer.byteLength(JSON.stringify(event))
  if (size > limit) throw tooMuch({ index, message: `send at most ${limit} bytes an event; this one has ${size}` })
}
