import { tooLarge } from './readBody.js'

/**
 * Reads a request's body. What is refused is still read, up to eight times the limit, and thrown away: a sender that is
 * cut off in the middle sees a broken connection instead of the answer that tells it what to do.
 * @param take told how many bytes are about to be kept; it may refuse them
 * @throws Refusal 413 over the limit, and what `take` throws
 */
export async function readBytes(
  body: AsyncIterable<Uint8Array>,
  limit: number,
  take: (bytes: number) => void,
): Promise<Buffer> {
  let chunks: Uint8Array[] = []
  let size = 0
  let refusal: unknown = null
  for await (const chunk of body) {
    size += chunk.length
    if (!refusal)
      try {
        if (size > limit) throw tooLarge(limit)
        take(chunk.length)
        chunks.push(chunk)
      } catch (error) {
        refusal = error
        chunks = []
      }
    if (size > 8 * limit) break
  }
  if (refusal) throw refusal
  return Buffer.concat(chunks)
}
