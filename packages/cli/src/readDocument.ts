import type { Host } from './host.js'
import { UsageError } from './UsageError.js'

/** The text of a file without the mark that some editors put first, and what JSON it is; undefined when it is none. */
export function readDocument(host: Host, path: string): { text: string; json: unknown } {
  let text: string
  try {
    text = host.read(path).replace(/^\uFEFF/, '')
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as Error).message}`)
  }
  try {
    return { text, json: JSON.parse(text) }
  } catch {
    return { text, json: undefined }
  }
}

/** The document's own time zone, where it is a text. */
export function zoneOf(json: unknown): string | undefined {
  const tz = (json as { tz?: unknown } | null | undefined)?.tz
  return typeof tz === 'string' ? tz : undefined
}
