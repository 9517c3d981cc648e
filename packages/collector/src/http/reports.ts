import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { Refusal } from '../problem.js'
import { experiences } from '../reports/experiences.js'
import { liveReport } from '../reports/live/liveReport.js'
import { liveRooms } from '../reports/live/liveRooms.js'
import { modes } from '../reports/live/roomActs.js'
import { cursor, newestEvents } from '../reports/newestEvents.js'
import { stats } from '../reports/stats.js'
import type { ServedConfig } from './configFile.js'
import type { AppParts } from './createApp.js'

/** A silent stream says something this often, in ms, or proxies take it for dead. */
const heartbeat = 15_000

/** What the collector tells to those who have the token. There is no SQL: table functions could read the host's files. */
export function reports(
  { store, feed, now }: AppParts,
  authorize: (header: string | undefined) => void,
  configs: readonly (() => Promise<ServedConfig | null>)[],
): Hono {
  const app = new Hono()

  app.use(async (c, next) => {
    authorize(c.req.header('authorization'))
    c.header('cache-control', 'no-store')
    await next()
  })

  app.get('/stats', async (c) => c.json({ ok: true, now: now(), ...(await stats(store)) }))

  app.get('/experiences', async (c) => c.json({ ok: true, now: now(), experiences: await experiences(store) }))

  app.get('/reports/live', async (c) => {
    const { room, session, mode = 'live' } = c.req.query()
    if (!room) return c.json({ ok: true, now: now(), rooms: await liveRooms(store) })
    if (!modes.includes(mode)) throw wrong('mode', `mode must be one of ${modes.join(', ')}`)
    const report = await liveReport(store, { room, session, mode })
    if (!report) {
      const message = 'nothing of this broadcast is known: GET /v1/reports/live without a room lists those that are'
      throw new Refusal(404, [{ path: 'room', code: 'not_found', message }])
    }
    return c.json({ ok: true, now: now(), room, session: session ?? null, mode, ...report })
  })

  app.get('/configs', async (c) => {
    const served = await Promise.all(configs.map((read) => read()))
    return c.json({ ok: true, now: now(), configs: served.flatMap((one) => (one ? [one.document] : [])) })
  })

  app.get('/events', async (c) => {
    const limit = Number(c.req.query('limit') ?? 100)
    const after = c.req.query('after')
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw wrong('limit', 'limit must be 1 to 1000')
    if (after !== undefined && !cursor(after)) throw wrong('after', 'after must be the next of an earlier answer')
    return c.json({ ok: true, now: now(), ...(await newestEvents(store, limit, after)) })
  })

  app.get('/stream', (c) =>
    streamSSE(c, async (stream) => {
      const gone = new AbortController()
      stream.onAbort(() => gone.abort())
      await stream.write(': open\n\n')
      for await (const events of feed.watch(heartbeat, gone.signal))
        await (events.length
          ? stream.writeSSE({ event: 'events', data: JSON.stringify(events) })
          : stream.write(':\n\n'))
    }),
  )

  return app
}

const wrong = (path: string, message: string) => new Refusal(400, [{ path, code: 'invalid', message }])
