import type { JsonObject } from '@qianmian/core'

/** What the two windows say to each other before they have a channel of their own. Nothing in it is secret. */
export const HELLO = 'qianmian:hello'
export const WELCOME = 'qianmian:welcome'

/** Characters of a message at most. What is longer is not even read. */
export const MOST_TEXT = 16_384

/** Why something that was asked for did not come. */
export type Refusal = 'unknown' | 'busy' | 'invalid' | 'failed' | 'silent'

/** A message as both sides take it from the other: JSON text of an object that is not too long; else undefined. */
export function readMessage(data: unknown): JsonObject | undefined {
  if (typeof data !== 'string' || data.length > MOST_TEXT) return
  try {
    const message = JSON.parse(data)
    return typeof message === 'object' && message !== null && !Array.isArray(message) ? message : undefined
  } catch {
    return
  }
}
