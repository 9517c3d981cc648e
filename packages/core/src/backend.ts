import type { Request } from './platform.js'

const JSON_TYPE = 'application/json'

/** A back end that understands the Segment spec. */
export type Backend = 'qianmian' | 'segment' | 'rudderstack' | 'jitsu'

/**
 * Where each back end takes the Segment spec's batches, and with which headers. A string body without a header goes as
 * `text/plain`, which needs no CORS preflight; the write key always stands in the body too.
 */
export function addresses(
  endpoint: string,
  writeKey: string,
): Record<Backend, Pick<Request, 'url' | 'headers' | 'gzip'>> {
  const base = endpoint.replace(/\/+$/, '')
  const url = `${base}/v1/batch`
  return {
    qianmian: { url, gzip: true },
    // https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
    segment: { url, headers: { 'content-type': JSON_TYPE } },
    // The batch path reads only Basic authentication; the beacon one reads the key from the query.
    rudderstack: { url: `${base}/beacon/v1/batch?writeKey=${encodeURIComponent(writeKey)}` },
    // Where it takes batches below /api/s: https://github.com/jitsucom/bulker, ingest/router.go
    jitsu: { url: `${base}/api/s/s2s/batch`, headers: { 'content-type': JSON_TYPE, 'x-write-key': writeKey } },
  }
}
