import type { Client, Clock, Identity, Json, Network, PluginContext, Response } from '@qianmian/core'
import type { ActivityAnswer, ActivityServer, ActivityState } from './activity.js'

/** Who asks, and by what: as a client gives it. */
export interface ActivityPort {
  identity(): Identity
  readonly request: Network
  readonly clock: Pick<Clock, 'after'>
  random(): number
}

export interface CollectorActivitiesOptions {
  /** The collector's address, as the client has it. */
  readonly endpoint: string
  readonly writeKey: string
  /** Gives identity, network, clock and chance; or say them yourself, in a host of your own. */
  readonly client?: Pick<Client, 'use'>
  readonly port?: ActivityPort
}

const TIMEOUT_MS = 10_000
/** Tries of one request; between them the visitor sees that it is under way. */
const TRIES = 5
const BACKOFF_MS = 500
const MAX_BACKOFF_MS = 8000
/** Who is told to wait longer than that is told so, rather than left to wait. */
const MOST_WAIT_MS = 20_000

/**
 * The activities of a Qianmian collector. A request goes as `text/plain`, which needs no CORS preflight. After 429, 503 and
 * silence it is tried again under the same id, so that nothing is done twice. Rejects when there was no answer in the end.
 */
export function collectorActivities(options: CollectorActivitiesOptions): ActivityServer {
  const { endpoint, writeKey, client } = options
  const port = options.port ?? (client && portOf(client))
  if (!endpoint || !writeKey || !port)
    throw new Error('[qianmian] collectorActivities needs endpoint, writeKey, and client or port')
  const { request, clock, random, identity } = port
  const base = `${endpoint.replace(/\/+$/, '')}/v1/activities/`

  async function post<T>(path: string, content: { [name: string]: Json | undefined }): Promise<T> {
    const { anonymousId, userId } = identity()
    const body = JSON.stringify({ writeKey, anonymousId, userId, ...content })
    for (let tries = 1; ; tries++) {
      const answer = await request({ method: 'POST', url: base + path, body, timeoutMs: TIMEOUT_MS }).catch(silence)
      const { status } = answer
      const said = parse(answer.body)
      if (status >= 200 && status < 300 && said) return said as T
      const wish = +(said?.retryAfter ?? answer.headers['retry-after'] ?? '') * 1000
      const again = !status || status === 429 || status === 503
      if (!again || tries === TRIES || wish > MOST_WAIT_MS) throw new Error(`[qianmian] ${path}: HTTP ${status}`)
      const backoff = random() * Math.min(MAX_BACKOFF_MS, BACKOFF_MS * 2 ** tries)
      await new Promise<void>((resolve) => clock.after((wish || 0) + backoff, resolve))
    }
  }

  return {
    look: (names) => post<{ now: number; activities: Record<string, ActivityState> }>('look', { names: [...names] }),
    act: ({ activity, action, id, value }) => post<ActivityAnswer>('act', { activity, action, id, value }),
  }
}

function portOf(client: Pick<Client, 'use'>): ActivityPort {
  let context!: PluginContext
  client.use({
    name: 'collectorActivities',
    setup(given) {
      context = given
    },
  })
  const { network, clock, random } = context.platform
  return { identity: context.identity, request: network, clock, random }
}

function silence(): Response {
  return { status: 0, headers: {}, body: '' }
}

function parse(body: string): { retryAfter?: number } | null {
  try {
    const said = JSON.parse(body)
    return said && typeof said === 'object' ? said : null
  } catch {
    return null
  }
}
