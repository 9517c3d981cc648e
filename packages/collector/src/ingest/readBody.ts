import { gunzipSync } from 'node:zlib'
import { isObject } from '../isObject.js'
import { type Problem, Refusal } from '../problem.js'

/** What of a request matters here. */
export interface SentBody {
  readonly bytes: Buffer
  readonly gzip: boolean
  /** The write key of the address, where it isn't in the body. */
  readonly key: string | undefined
  /** Told how many bytes more the body has when it is unpacked. */
  take(bytes: number): void
}

/**
 * Unpacks the bytes of a request into the object that they say, from a sender whose key is known.
 * @param form how such a body looks, for those who sent none
 * @throws Refusal 400 for what is no object, 401 for an unknown write key, 413 for too much
 */
export function readBody(
  request: SentBody,
  keys: ReadonlySet<string>,
  limit: number,
  form: string,
): Record<string, unknown> {
  const bytes = request.gzip ? unpack(request.bytes, limit) : request.bytes
  request.take(bytes.length - request.bytes.length)
  if (bytes.length > limit) throw tooLarge(limit)
  const body = parseObject(bytes, form)
  const key = body.writeKey ?? request.key
  if (typeof key !== 'string' || !keys.has(key))
    throw new Refusal(401, [
      {
        path: 'writeKey',
        code: key === undefined ? 'missing' : 'unknown',
        message: 'writeKey must be a key of this collector, in the body or as ?writeKey=',
      },
    ])
  return body
}

/** The refusal of a body that is over its limit in bytes. */
export const tooLarge = (limit: number): Refusal =>
  tooMuch({ message: `send at most ${limit} bytes at once, counted after decompression: split it` })

/** The refusal of too much of something. */
export const tooMuch = (problem: Omit<Problem, 'code'>): Refusal =>
  new Refusal(413, [{ ...problem, code: 'too_large' }])

/**
 * The object that a body says as JSON.
 * @throws Refusal 400 that shows its form
 */
export function parseObject(bytes: Buffer, form: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'))
    if (isObject(body)) return body
  } catch {}
  throw new Refusal(400, [{ code: 'invalid', message: `the body must be a JSON object ${form}` }])
}

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
