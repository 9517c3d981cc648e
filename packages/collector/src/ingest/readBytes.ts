import type { Readable } from 'node:stream'
import { Refusal } from '../problem.js'
import { tooLarge } from './readBody.js'

/** A body grows to this at least, in bytes, when it does not come in one piece. */
const least = 16_384

/**
 * Reads a request's body. What is refused is still read, up to eight times the limit, and thrown away: a sender that is
 * cut off in the middle sees a broken connection instead of the answer that tells it what to do.
 * Each piece is copied as it comes: kept, a body that is sent byte by byte would take a hundred times its size.
 * @param take told how many bytes are about to be held; it may refuse them
 * @throws Refusal 413 over the limit, 400 where the sender has gone, and what `take` throws
 */
export function readBytes(body: Readable, limit: number, take: (bytes: number) => void): Promise<Buffer> {
  let held = Buffer.alloc(0)
  let size = 0
  let refusal: unknown = null

  function keep(piece: Uint8Array): void {
    const end = size + piece.length
    if (end > limit) throw tooLarge(limit)
    if (end > held.length) {
      const length = size ? Math.min(limit, Math.max(end, 2 * size, least)) : end
      take(length - held.length)
      held = Buffer.concat([held.subarray(0, size)], length)
    }
    held.set(piece, size)
  }

  return new Promise((resolve, reject) => {
    const finish = () => {
      body.off('data', onData)
      if (refusal) reject(refusal)
      else resolve(held.subarray(0, size))
    }
    const onData = (piece: Uint8Array) => {
      if (!refusal)
        try {
          keep(piece)
        } catch (error) {
          refusal = error
          held = Buffer.alloc(0)
        }
      size += piece.length
      if (size > 8 * limit) {
        body.pause()
        finish()
      }
    }
    body
      .on('data', onData)
      .once('end', finish)
      .once('error', () => reject(gone))
  })
}

/** Nobody hears it. */
const gone = new Refusal(400, [{ code: 'invalid', message: 'the body ended before its end' }])
