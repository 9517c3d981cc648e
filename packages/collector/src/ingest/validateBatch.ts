import { isObject } from '../isObject.js'
import { isoTime } from '../isoTime.js'
import type { Problem } from '../problem.js'

/** An event that passed: the Segment spec's fields, and whatever else the sender added. */
export interface SentEvent {
  readonly type: keyof typeof rules
  readonly messageId: string
  /** ISO 8601 with its zone. */
  readonly timestamp: string
  /** Ms from when it happened until it was sent: the one field that differs between two deliveries. */
  readonly age?: number | null
  readonly anonymousId?: string | null
  readonly userId?: string | null
  readonly previousId?: string | null
  readonly groupId?: string | null
  readonly event?: string | null
  readonly name?: string | null
  readonly properties?: Record<string, unknown> | null
  readonly traits?: Record<string, unknown> | null
  readonly context?: Record<string, unknown> | null
}

/** A batch that passed. */
export interface Batch {
  readonly sentAt: string | undefined
  readonly events: readonly SentEvent[]
}

interface Rule {
  readonly name: string
  readonly needed: boolean
  /** What to write, as it follows "must be". */
  readonly what: string
  holds(value: unknown): boolean
}

/**
 * Checks a batch against the Segment spec. One bad event refuses the whole batch, so that nothing of it is stored
 * and the sender can take out the one at fault and send the others again.
 * @returns the batch, or what is wrong with it, event by event
 */
export function validateBatch(body: object): Batch | { problems: Problem[] } {
  const { batch, sentAt } = body as { batch?: unknown; sentAt?: unknown }
  const problems = [...broken([aBatch, aSentAt], { batch, sentAt })]
  if (Array.isArray(batch))
    for (const [index, event] of batch.entries())
      for (const problem of problemsOf(event)) problems.push({ index, ...problem })
  if (problems.length) return { problems }
  return { events: batch as SentEvent[], sentAt: typeof sentAt === 'string' ? sentAt : undefined }
}

function problemsOf(event: unknown): readonly Problem[] {
  if (!isObject(event))
    return [{ path: '', code: 'invalid', message: 'an event must be an object such as { "type": "track", … }' }]
  const unknown = broken([aType], event)
  if (unknown.length) return unknown
  const problems = broken(rules[event.type as SentEvent['type']], event)
  if (event.anonymousId || event.userId) return problems
  const message = 'anonymousId or userId must say who it was'
  return [...problems.filter(({ path }) => path !== 'userId'), { path: 'anonymousId', code: 'missing', message }]
}

const none: readonly Problem[] = []

/** One problem for each rule that does not hold. What is unknown may be null, or absent. */
function broken(rules: readonly Rule[], values: Record<string, unknown>): readonly Problem[] {
  let problems = none
  for (const { name, needed, what, holds } of rules) {
    const value = values[name]
    const absent = value === undefined || value === null
    if (absent ? needed : !holds(value))
      problems = [...problems, { path: name, code: absent ? 'missing' : 'invalid', message: `${name} must be ${what}` }]
  }
  return problems
}

const text = (name: string, most: number, needed = false): Rule => ({
  name,
  needed,
  what: `text of 1 to ${most} characters`,
  holds: (value) => typeof value === 'string' && value.length > 0 && value.length <= most,
})

const time = (name: string, needed = false): Rule => ({
  name,
  needed,
  what: 'an ISO 8601 time with its zone, such as 2026-12-01T08:30:00.000Z, from 1970 to 2199',
  holds: (value) => {
    const ms = isoTime(value)
    return ms >= 0 && ms < Date.UTC(2200, 0)
  },
})

const object = (name: string): Rule => ({ name, needed: false, what: 'an object such as {}', holds: isObject })

const anAge: Rule = {
  name: 'age',
  needed: false,
  what: 'a number of ms from 0, such as 1500',
  holds: (value) => typeof value === 'number' && value >= 0 && Number.isFinite(value),
}

/** What every event has. */
const common = [
  text('messageId', 128, true),
  time('timestamp', true),
  anAge,
  text('anonymousId', 256),
  object('context'),
  object('properties'),
  object('traits'),
]

/** What each type must hold to. */
const rules = {
  track: [...common, text('userId', 256), text('event', 256, true)],
  page: [...common, text('userId', 256), text('name', 256)],
  identify: [...common, text('userId', 256)],
  group: [...common, text('userId', 256), text('groupId', 256, true)],
  alias: [...common, text('userId', 256, true), text('previousId', 256, true)],
}

const aType: Rule = {
  name: 'type',
  needed: true,
  what: `one of ${Object.keys(rules).join(', ')}`,
  holds: (value) => typeof value === 'string' && Object.hasOwn(rules, value),
}

const aBatch: Rule = {
  name: 'batch',
  needed: true,
  what: 'an array of at least one event',
  holds: (value) => Array.isArray(value) && value.length > 0,
}

const aSentAt = time('sentAt')
