import { createHash } from 'node:crypto'

/** A short name for any texts, 132 bits of their SHA-256: equal only for the same texts in the same order. */
export const digest = (...texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 22)
