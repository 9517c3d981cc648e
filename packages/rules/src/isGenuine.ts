import type { Platform } from '@qianmian/core'
import { canonical, has } from './json.js'

/** Public keys (JSON Web Keys on the curve P-256) by the `kid` that a signature names. */
export interface Keys {
  readonly [kid: string]: object
}

/** Whether a document is signed by one of the keys: over the canonical JSON (RFC 8785) of all but its signature. */
export function isGenuine(json: unknown, keys: Keys, verify: Platform['verify']): Promise<boolean> {
  try {
    const { signature, ...rest } = typeof json === 'string' ? JSON.parse(json) : (json as Record<string, never>)
    const { kid, alg, value } = signature
    if (verify && alg === 'ES256' && has(keys, kid))
      return verify(keys[kid]!, value, canonical(rest)).catch(() => false)
  } catch {
    // What is no signed document is not genuine.
  }
  return Promise.resolve(false)
}
