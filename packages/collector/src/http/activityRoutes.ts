import { Hono } from 'hono'
import type { Activities } from '../activities/createActivities.js'
import { type Field, type Fields, optional, text, wrongFields } from '../activities/fields.js'
import { type Person, person } from '../activities/person.js'
import type { Share } from '../ingest/createBudget.js'
import { readBody } from '../ingest/readBody.js'
import { Refusal } from '../problem.js'
import type { AppParts } from './createApp.js'
import { sent } from './sent.js'

const orNull = (field: Field): Field => ({
  ...field,
  needed: false,
  holds: (value) => value === null || field.holds(value),
})

const anything: Field = optional({ needed: false, what: 'any JSON', holds: () => true })

const names: Field = {
  needed: true,
  what: 'a list of 1 to 50 names of activities',
  holds: (value) =>
    Array.isArray(value) && value.length > 0 && value.length <= 50 && value.every((name) => typeof name === 'string'),
}

/** Who sends. */
const who: Fields = { writeKey: anything, anonymousId: orNull(text(256)), userId: orNull(text(256)) }

const looks: Fields = { ...who, names }

const acts: Fields = { ...who, activity: text(64), action: text(64), id: text(128), value: anything }

/** Where people look at activities and take part. What is refused by an activity is an answer like any other: 200. */
export function activityRoutes(parts: AppParts, open: () => Share): Hono {
  const { limits, writeKeys, now } = parts
  const keys = new Set(writeKeys)
  const app = new Hono()

  app.post('/look', (c) =>
    sent(c, open, limits.eventBytes, async (sentBody) => {
      const body = checked(
        readBody(sentBody, keys, limits.eventBytes, '{ "writeKey", "anonymousId", "userId", "names" }'),
        looks,
      )
      const activities = await running(parts).look(personIn(body), body.names as string[])
      return c.json({ ok: true, now: now(), activities })
    }),
  )

  app.post('/act', (c) =>
    sent(c, open, limits.eventBytes, async (sentBody) => {
      const form = '{ "writeKey", "anonymousId", "userId", "activity", "action", "id", "value" }'
      const body = checked(readBody(sentBody, keys, limits.eventBytes, form), acts)
      const { activity, action, id } = body as Record<string, string>
      const wish = { action: action!, id: id!, value: body.value }
      return c.json(await running(parts).act(personIn(body), activity!, wish))
    }),
  )

  return app
}

/**
 * The activities, where this collector decides any.
 * @throws Refusal 404 that says how to have them
 */
export function running({ activities }: AppParts): Activities {
  if (activities) return activities
  const message = 'this collector decides no activities: start it with --activities FOLDER'
  throw new Refusal(404, [{ code: 'not_found', message }])
}

/** Fields that this collector does not know pass: a newer client may send more. */
function checked(body: Record<string, unknown>, fields: Fields): Record<string, unknown> {
  const known = Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(fields, name)))
  const problems = wrongFields(known, fields)
  if (problems.length) throw new Refusal(400, problems)
  return known
}

/**
 * The person whom a body names.
 * @throws Refusal 400 where it names nobody
 */
export function personIn({ userId, anonymousId }: Record<string, unknown>): Person {
  if (!userId && !anonymousId) {
    const message = 'anonymousId or userId must say who it is'
    throw new Refusal(400, [{ path: 'anonymousId', code: 'missing', message }])
  }
  return person((userId as string) ?? undefined, (anonymousId as string) ?? undefined)
}
