import { gunzipSync } from 'node:zlib'
import { type Problem, Refusal } from '../problem.js'
import type { Limits } from './limits.js'
import { type Batch, type SentEvent, validateBatch } from './validateBatch.js'
import { weigh } from './weigh.js'

/** What of a request matters here. */
export interface BatchRequest {
  readonly bytes: Buffer
  readonly gzip: boolean
  /** The write key of the address, where it isn't in the body. */
  readonly key: string | undefined
  /** Told how many bytes more the body has when it is unpacked. */
  take(bytes: number): void
}

/**
 * Turns the bytes of a request into a checked batch.
 * @throws Refusal 400 that says what is wrong and what to write instead, 401 for an unknown write key, 413 for too much
 */
export function readBatch(request: BatchRequest, keys: ReadonlySet<string>, limits: Limits): Batch {
  const bytes = request.gzip ? unpack(request.bytes, limits.batchBytes) : request.bytes
  request.take(bytes.length - request.bytes.length)
  if (bytes.length > limits.batchBytes) throw tooLarge(limits.batchBytes)
  const body = parse(bytes)
  const key = body.writeKey ?? request.key
  if (typeof key !== 'string' || !keys.has(key))
    throw new Refusal(401, [
      {
        path: 'writeKey',
        code: key === undefined ? 'missing' : 'unknown',
        message: 'writeKey must be a key of this collector, in the body or as ?writeKey=',
      },
    ])
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

/** The refusal of a batch that is over its limit in bytes. */
export const tooLarge = (limit: number): Refusal =>
  tooMuch({ message: `send at most ${limit} bytes a batch, counted after decompression: split it` })

const tooMuch = (problem: Omit<Problem, 'code'>) => new Refusal(413, [{ ...problem, code: 'too_large' }])

/** Within the limit this takes a millisecond or two; on zlib's threads it would take more, and the store needs those. */
function unpack(bytes: Buffer, limit: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: limit, chunkSize: 65_536 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit)
    throw new Refusal(400, [
      { code: 'invalid', message: 'the body is not gzip: compress it, or leave out ?encoding=gzip' },
    ])
  }
}

function parse(bytes: Buffer): { writeKey?: unknown; batch?: unknown; sentAt?: unknown } {
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'))
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  } catch {}
  throw new Refusal(400, [
    { code: 'invalid', message: 'the body must be a JSON object { "writeKey", "sentAt", "batch": [ … ] }' },
  ])
}
