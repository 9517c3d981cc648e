import type { IncomingMessage, ServerResponse } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { RecordedEvent } from '@qianmian/core'
import { openServer } from '../../h5/e2e/openServer.js'

type Json = Record<string, unknown>

/** What one activity does in a test: how it stands, and what becomes of an action, which may change that. */
export interface TestActivity {
  state: Json
  act?(action: string, value: Json | undefined, state: Json): { reason?: string; result?: unknown }
}

/** A collector in memory: it keeps events, and plays activities as a test tells it. Its clock is ahead by `skew` ms. */
export interface ActivityTestServer {
  readonly url: string
  readonly events: RecordedEvent[]
  readonly requests: { readonly path: string; readonly type: string; readonly body: Json }[]
  activities: Record<string, TestActivity>
  skew: number
  /** The next requests for activities are answered with these statuses; 0: the connection ends. */
  failing: number[]
  now(): number
  named(name: string): (Json | undefined)[]
  close(): Promise<void>
}

interface ActBody {
  readonly activity: string
  readonly action: string
  readonly id: string
  readonly value?: Json
}

const cors = { 'access-control-allow-origin': '*', 'content-type': 'application/json' }

/** Serves what `page` gives for a path, and the collector, on one free port of the loopback. */
export async function startActivityServer(
  page: (path: string, response: ServerResponse) => Promise<void>,
): Promise<ActivityTestServer> {
  const answers = new Map<string, Json>()

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
    if (request.method === 'GET') return page(pathname, response)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const sent = Buffer.concat(chunks)
    const body = JSON.parse((searchParams.get('encoding') === 'gzip' ? gunzipSync(sent) : sent).toString())
    const answer = (said: object, status = 200) => response.writeHead(status, cors).end(JSON.stringify(said))
    if (pathname === '/v1/batch') {
      self.events.push(...body.batch)
      answer({ now: self.now() })
      return
    }
    self.requests.push({ path: pathname, type: request.headers['content-type'] ?? '', body })
    const status = self.failing.shift()
    if (status === 0) {
      request.socket.destroy()
      return
    }
    if (status) {
      answer({ retryAfter: 0.05 }, status)
      return
    }
    if (pathname === '/v1/activities/look') {
      const names = (body.names as string[]).filter((name) => self.activities[name])
      answer({
        now: self.now(),
        activities: Object.fromEntries(names.map((name) => [name, self.activities[name]!.state])),
      })
      return
    }
    answer(act(body))
  }

  function act({ activity, action, id, value }: ActBody): Json {
    const known = answers.get(id)
    if (known) return known
    const one = self.activities[activity]
    const { reason, result } = one?.act?.(action, value, one.state) ?? { reason: 'unknown' }
    const said = { ok: !reason, reason, now: self.now(), state: structuredClone(one?.state ?? {}), result }
    answers.set(id, said)
    return said
  }

  const self: ActivityTestServer = {
    ...(await openServer(take)),
    events: [],
    requests: [],
    activities: {},
    skew: 0,
    failing: [],
    now: () => Date.now() + self.skew,
    named: (name) => self.events.filter(({ event }) => event === name).map(({ properties }) => properties),
  }
  return self
}
