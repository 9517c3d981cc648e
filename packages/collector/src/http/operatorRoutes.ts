import { type Context, Hono } from 'hono'
import { isName } from '../activities/definitionOf.js'
import { type Fields, optional, text, whole, wrongFields } from '../activities/fields.js'
import type { Share } from '../ingest/createBudget.js'
import { parseObject } from '../ingest/readBody.js'
import { Refusal } from '../problem.js'
import { personIn, running } from './activityRoutes.js'
import type { AppParts } from './createApp.js'
import { sent } from './sent.js'

/** A definition may hold a hundred thousand codes: so many times the limit of a batch. */
const roomy = 8

const change: Fields = {
  userId: optional(text(256)),
  anonymousId: optional(text(256)),
  change: whole(-1_000_000_000),
  why: text(100),
  id: text(128),
}

/** Where those who have the token make activities, and see who got what. */
export function operatorRoutes(
  parts: AppParts,
  authorize: (header: string | undefined) => void,
  open: () => Share,
): Hono {
  const { limits, now } = parts
  const app = new Hono()

  for (const path of ['/activities', '/activities/*', '/points'])
    app.use(path, async (c, next) => {
      authorize(c.req.header('authorization'))
      c.header('cache-control', 'no-store')
      await next()
    })

  app.get('/activities', (c) => c.json({ ok: true, now: now(), activities: running(parts).list() }))

  app.put('/activities/:name', (c) =>
    sent(c, open, roomy * limits.batchBytes, async ({ bytes }) => {
      const activity = await running(parts).define(nameIn(c), parseObject(bytes, '{ "kind", … }'))
      return c.json({ ok: true, now: now(), activity })
    }),
  )

  app.get('/activities/:name', (c) => c.json({ ok: true, now: now(), activity: found(c) }))

  app.get('/activities/:name/claims', (c) => {
    const { name } = found(c)
    const from = numberIn(c, 'from', 0, 0, 1e9)
    const limit = numberIn(c, 'limit', 100, 1, 1000)
    const claims = running(parts).claims(name, from, limit)
    return c.json({ ok: true, now: now(), claims, next: claims.length === limit ? from + limit : null })
  })

  app.get('/points', (c) =>
    c.json({
      ok: true,
      now: now(),
      ...running(parts).points(personIn({ userId: c.req.query('userId'), anonymousId: c.req.query('anonymousId') })),
    }),
  )

  app.post('/points', (c) =>
    sent(c, open, limits.eventBytes, async ({ bytes }) => {
      const body = parseObject(bytes, '{ "userId", "change", "why", "id" }')
      const problems = wrongFields(body, change)
      if (problems.length) throw new Refusal(400, problems)
      const { change: by, why, id } = body as { change: number; why: string; id: string }
      const { ok, balance } = await running(parts).change(personIn(body), by, why, id)
      if (!ok) {
        const message = `change must take at most the ${balance} points that there are`
        throw new Refusal(409, [{ path: 'change', code: 'points', message }])
      }
      return c.json({ ok, now: now(), balance })
    }),
  )

  return app

  function found(c: Context) {
    const activity = running(parts).read(nameIn(c))
    if (activity) return activity
    const message = `there is no activity ${nameIn(c)}: GET /v1/activities lists them, PUT makes one`
    throw new Refusal(404, [{ path: 'name', code: 'not_found', message }])
  }
}

function nameIn(c: Context): string {
  const name = c.req.param('name')!
  if (isName(name)) return name
  const message = 'the name of an activity must be 1 to 64 letters, digits, dots, hyphens and underscores'
  throw new Refusal(400, [{ path: 'name', code: 'invalid', message }])
}

function numberIn(c: Context, name: string, usual: number, least: number, most: number): number {
  const value = Number(c.req.query(name) ?? usual)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new Refusal(400, [{ path: name, code: 'invalid', message: `${name} must be ${least} to ${most}` }])
}
