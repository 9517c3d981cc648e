import { Hono } from 'hono'
import { cors } from 'hono/cors'
import type { Activities } from '../activities/createActivities.js'
import { createBudget } from '../ingest/createBudget.js'
import type { Ingest } from '../ingest/createIngest.js'
import type { Limits } from '../ingest/limits.js'
import { livePage } from '../live/livePage.js'
import { Refusal } from '../problem.js'
import type { EventStore } from '../store/eventStore.js'
import { activityRoutes } from './activityRoutes.js'
import { batchRoute } from './batchRoute.js'
import { bearer } from './bearer.js'
import { configFile, holds } from './configFile.js'
import type { Feed } from './feed.js'
import { knownOrigins } from './knownOrigins.js'
import { operatorRoutes } from './operatorRoutes.js'
import { reports } from './reports.js'

/** What the routes work with. */
export interface AppParts {
  readonly store: EventStore
  readonly ingest: Ingest
  readonly feed: Feed
  /** Null where this collector decides none. */
  readonly activities: Activities | null
  readonly writeKeys: readonly string[]
  readonly token: string
  /** Paths. */
  readonly configs: readonly string[]
  readonly origins: readonly string[] | undefined
  readonly limits: Limits
  now(): number
  onError(error: unknown): void
}

/** The routes. Every answer but files and the stream is JSON with `ok` and the collector's `now`, in ms. */
export function createApp(parts: AppParts): Hono {
  const { now, onError } = parts
  const configs = parts.configs.map((path) => configFile(path, onError))
  // Whoever starts a collector hears at once of a file that is not there.
  for (const read of configs) void read()
  const [config] = configs
  const open = createBudget(parts.limits.waitingBytes)
  const authorize = bearer(parts.token)
  const app = new Hono({ strict: false })

  if (parts.origins) app.use(knownOrigins(new Set(parts.origins)))
  app.use(
    cors({ origin: parts.origins ? [...parts.origins] : '*', exposeHeaders: ['ETag', 'Retry-After'], maxAge: 86400 }),
  )

  app.on('POST', ['/v1/batch', '/beacon/v1/batch'], batchRoute(parts, open))
  app.all('/v1/batch', (c) => c.notFound())
  app.route('/v1/activities', activityRoutes(parts, open))

  app.get('/config.json', async (c) => {
    if (!config) throw missing('this collector serves no config: start it with --config FILE')
    const served = await config()
    if (!served) throw new Refusal(503, [{ code: 'unavailable', message: 'the config file is not readable JSON' }], 5)
    const headers = { etag: served.etag, 'cache-control': 'no-cache' }
    if (holds(c.req.header('if-none-match'), served.etag)) return c.body(null, 304, headers)
    return c.body(new Uint8Array(served.bytes), 200, { ...headers, 'content-type': 'application/json; charset=utf-8' })
  })

  app.route('/v1', operatorRoutes(parts, authorize, open))
  app.route('/v1', reports(parts, authorize, configs))
  app.route('/live', livePage())

  app.notFound((c) => {
    throw missing(`there is no ${c.req.method} ${c.req.path}: events go to POST /v1/batch, the live page is GET /live`)
  })

  app.onError((error, c) => {
    const refusal =
      error instanceof Refusal ? error : new Refusal(500, [{ code: 'internal', message: 'the collector failed' }])
    if (refusal !== error) onError(error)
    const { status, problems, retryAfter } = refusal
    if (retryAfter !== undefined) c.header('retry-after', String(retryAfter))
    if (status === 401) c.header('www-authenticate', 'Bearer')
    return c.json({ ok: false, now: now(), errors: problems, ...(retryAfter !== undefined && { retryAfter }) }, status)
  })

  return app
}

const missing = (message: string) => new Refusal(404, [{ code: 'not_found', message }])
