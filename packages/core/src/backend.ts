import type { Request } from './platform.js'

const json = 'application/json'

/**
 * Where each back end takes the Segment spec's batches: the path, and the headers. A string body without a header goes
 * as `text/plain`, which needs no CORS preflight; the write key always stands in the body too.
 */
const backends = {
  qianmian: () => ['/v1/batch', undefined, true],
  // https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
  segment: () => ['/v1/batch', { 'content-type': json }],
  // The batch path reads only Basic authentication; the beacon one reads the key from the query.
  rudderstack: (key: string) => [`/beacon/v1/batch?writeKey=${encodeURIComponent(key)}`],
  // Where it takes batches below /api/s: https://github.com/jitsucom/bulker, ingest/router.go
  jitsu: (key: string) => ['/api/s/s2s/batch', { 'content-type': json, 'x-write-key': key }],
} satisfies Record<string, (key: string) => [path: string, headers?: Record<string, string>, gzip?: boolean]>

/** A back end that understands the Segment spec. */
export type Backend = keyof typeof backends

/** The part of a request that depends on the back end; undefined where there is none of this name. */
export function address(
  backend: Backend,
  endpoint: string,
  writeKey: string,
): Pick<Request, 'url' | 'headers' | 'gzip'> | undefined {
  if (!Object.keys(backends).includes(backend)) return
  const [path, headers, gzip] = backends[backend](writeKey) as [string, Record<string, string>?, boolean?]
  return { url: endpoint.replace(/\/+$/, '') + path, headers, gzip }
}
