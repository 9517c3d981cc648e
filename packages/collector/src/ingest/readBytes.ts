import { tooLarge } from './readBatch.js'

/**
 * Reads a request's body. What is over the limit is still read, up to eight times as much, and thrown away: a sender
 * that is cut off in the middle sees a broken connection instead of the answer that tells it to split the batch.
 * @param take told how many bytes are about to be kept
 * @throws Refusal 413 over the limit
 */
export async function readBytes(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
  take: (bytes: number) => void,
): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size <= limit) {
      take(chunk.length)
      chunks.push(chunk)
    }
    if (size > 8 * limit) break
  }
  if (size > limit) throw tooLarge(limit)
  return Buffer.concat(chunks)
}
