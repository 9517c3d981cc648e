import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'

/** The rules document as it is served. */
export interface ServedConfig {
  readonly bytes: Buffer
  readonly etag: string
  /** What they say, whatever that is: only that it is JSON is known. */
  readonly document: unknown
}

/**
 * A reader of the config file that reads it again when it has changed. While the file is not JSON, as in the middle
 * of being written, the last good one stays, and what is wrong is told once.
 * @returns null as long as there was none that could be read
 */
export function configFile(path: string, onError: (error: unknown) => void): () => Promise<ServedConfig | null> {
  let seen = ''
  let told = ''
  let served: ServedConfig | null = null
  return async () => {
    let version = ''
    try {
      const { mtimeMs, size, ino } = await stat(path)
      version = `${mtimeMs} ${size} ${ino}`
      if (version !== seen) {
        const bytes = await readFile(path)
        const document: unknown = JSON.parse(bytes.toString('utf8'))
        served = { bytes, document, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` }
        seen = version
      }
    } catch (cause) {
      if (told === `${version} ${cause}`) return served
      told = `${version} ${cause}`
      const meanwhile = served ? 'the last good one stays' : 'none is served until it can be read'
      onError(new Error(`[collector] [config] cannot read ${path}: ${meanwhile}`, { cause }))
    }
    return served
  }
}

/** Whether an If-None-Match header names this ETag. */
export function holds(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')))
}
