import type { Entry } from './Host.js'

/**
 * A query as it stands behind a path, with its question mark; empty without parameters. WeChat hands a page its parameters
 * as they stood in the address, encoded or not: only what would end them is encoded.
 */
export function searchOf(query: Entry['query']): string {
  const parts = Object.entries(query ?? {}).map(
    ([name, value]) => `${name}=${(value ?? '').replace(/[&=#?\s]/g, encodeURIComponent)}`,
  )
  return parts[0] ? `?${parts.join('&')}` : ''
}
