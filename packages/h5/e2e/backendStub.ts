import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Backend, RecordedEvent } from '@qianmian/core'
import { openServer } from './openServer.js'

/** What a back end takes, and what it says to what it does not. */
interface Manners {
  readonly path: string
  /** The key as this server looks for it; undefined: there is none. */
  key(request: IncomingMessage, url: URL, body: { writeKey?: string }): string | undefined
  readonly contentType: RegExp
  /** How it says that it has taken a batch. */
  readonly taken: readonly [status: number, body: string]
}

const manners: Record<Exclude<Backend, 'qianmian'>, Manners> = {
  // https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/ (the key in the body, as its browser library sends it)
  segment: {
    path: '/v1/batch',
    key: (_, __, { writeKey }) => writeKey,
    contentType: /^application\/json/,
    taken: [200, '{"success":true}'],
  },
  // https://github.com/rudderlabs/rudder-server, gateway/handle_http_beacon.go: the key in the query becomes Basic authentication
  rudderstack: {
    path: '/beacon/v1/batch',
    key: (_, url) => url.searchParams.get('writeKey') ?? undefined,
    contentType: /^text\/plain|^application\/json/,
    taken: [200, 'OK'],
  },
  // https://github.com/jitsucom/jitsu, bulker/ingest: router.go and router_batch_handler.go
  jitsu: {
    path: '/api/s/s2s/batch',
    key: ({ headers }, _, { writeKey }) => (headers['x-write-key'] as string | undefined) ?? writeKey,
    contentType: /^application\/json/,
    taken: [200, '{"ok":true,"receivedEvents":1,"okEvents":1}'],
  },
}

/** Starts a server, on a free port of the loopback, that takes events as a back end of another maker does. */
export async function startBackendStub(backend: keyof typeof manners, writeKey: string) {
  const events: RecordedEvent[] = []
  const refusals: string[] = []
  const { path, key, contentType, taken } = manners[backend]

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = (status: number, text: string) => {
      if (status >= 400) refusals.push(text)
      response.writeHead(status, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }).end(text)
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url!, 'http://localhost')
    if (request.method === 'OPTIONS') return say(204, '')
    if (request.method !== 'POST' || url.pathname !== path) return say(404, `no ${request.method} ${url.pathname}`)
    if (!contentType.test(request.headers['content-type'] ?? '')) return say(415, 'content type')
    // None of them knows our way to say that a body is compressed.
    const text = Buffer.concat(chunks).toString()
    if (text[0] !== '{') return say(400, 'not JSON')
    const body = JSON.parse(text) as { writeKey?: string; batch: RecordedEvent[] }
    if (key(request, url, body) !== writeKey) return say(401, 'Invalid write key')
    events.push(...body.batch)
    say(...(taken as [number, string]))
  }

  return { ...(await openServer(take)), events, refusals }
}
