import { copy } from './copy.js'
import type { Entry } from './createOutbox.js'
import type { Person } from './createVisitor.js'
import type { EventContext, EventType, JsonObject } from './event.js'
import type { Platform } from './platform.js'

/** With what else an event may hold, this stays under the wire's 32 KB. */
const MAX_CONTEXT_BYTES = 7000

/** What the writer needs to know of the client's options. */
interface Settings {
  readonly mask: readonly string[]
  readonly important: readonly string[]
}

/** What a call recorded, until it is written as an event. */
export interface Recorded {
  readonly type: EventType
  /** Of this visit's events, in the order of the calls. */
  readonly number: number
  readonly name: string | undefined
  readonly previousId?: string | undefined
  readonly given: unknown
  /** The device's time, in ms. */
  readonly at: number
  readonly found: EventContext
  readonly person: Person
}

/** Where the Segment spec wants an event's name or id. */
const NAMES = { track: 'event', page: 'name', identify: 'userId', group: 'groupId', alias: 'userId' }

/**
 * Writes what calls recorded as the events that are stored and sent; what is written already stays as it is. `now` is the
 * corrected time. The context is put together anew only when it has changed. Message ids are the visit's own and a number,
 * so that a batch of them compresses.
 */
export function createWriter(
  { id, clock }: Platform,
  now: () => number,
  extra: JsonObject | undefined,
  { mask, important }: Settings,
) {
  const visit = id()
  let shared: { found?: unknown; person?: unknown; context?: JsonObject; omitted: string[] } = { omitted: [] }

  return (recorded: Recorded | Entry): Entry => {
    if ('text' in recorded) return recorded
    const { type, number: count, name, previousId, given, at, found, person } = recorded
    const { anonymousId, userId, session, first } = person
    const age = clock.now() - at
    if (shared.found !== found || shared.person !== person) {
      const { campaign, referrer, id, number, start } = session!
      const all = { ...found, ...extra, campaign, referrer, firstTouch: first, session: { id, number, start } }
      const omitted: string[] = []
      const context = copy(all, 'context', omitted, mask, MAX_CONTEXT_BYTES) as JsonObject
      shared = { found, person, context, omitted }
    }
    const omitted = [...shared.omitted]
    const body = type === 'track' || type === 'page' ? 'properties' : 'traits'
    const copied = copy(given, body, omitted, mask)
    const own = typeof copied === 'object' && copied
    const text = JSON.stringify({
      type,
      messageId: `${visit}.${count.toString(36)}`,
      timestamp: new Date(now() - age),
      anonymousId,
      userId: userId ?? undefined,
      [NAMES[type]]: name,
      previousId,
      [body]: type === 'alias' ? undefined : { ...(type === 'page' && (shared.context?.page as JsonObject)), ...own },
      context: omitted[0] ? { ...shared.context, omitted } : shared.context,
    })
    return {
      text,
      at,
      important: body === 'traits' || important.includes(name!),
      elapsed: clock.elapsed() - age,
    }
  }
}
