import type { Entry } from './Host.js'

/** A query as it stands behind a path, with its question mark; empty without parameters. */
export function searchOf(query: Entry['query']): string {
  const parts = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
  return parts[0] ? `?${parts.join('&')}` : ''
}
