import { bytes } from './bytes.js'
import type { Entry } from './createOutbox.js'
import type { Visitor } from './createVisitor.js'
import type { EventContext, EventType, JsonObject } from './event.js'
import { json, maskOf } from './json.js'
import type { Platform } from './platform.js'

/** With what else an event may hold, this stays under the wire's 32 KB. */
const MAX_CONTEXT_BYTES = 7000

/** What the writer needs to know of the client's options. */
interface Settings {
  readonly mask: readonly string[]
  readonly important: readonly string[]
}

/** An event that waits to be written. */
export interface Recorded extends Pick<Entry, 'important'> {
  make(): Entry
}

/**
 * Writes events as the JSON that is stored and sent. What the host passed is copied at the call; the rest is put together
 * when `make` is called. What an event shares with those before it (who, and the context) is written once, until it
 * changes. Message ids are the visit's own and a number, so that a batch of them compresses.
 */
export function createWriter(
  { id, clock }: Platform,
  visitor: Visitor,
  extra: JsonObject | undefined,
  { mask: names, important }: Settings,
) {
  const mask = names[0] ? maskOf(names) : undefined
  const visit = id()
  let events = 0
  let shared: { found?: unknown; person?: unknown; text: string; size: number } = { text: '', size: 0 }

  /** An event of the device's time `at`; `skew` corrects it. */
  return (
    type: EventType,
    at: number,
    skew: number,
    found: EventContext,
    names: Record<string, string | undefined>,
    given?: unknown,
  ): Recorded => {
    const { person } = visitor
    const elapsed = clock.elapsed()
    const messageId = `${visit}.${(events++).toString(36)}`
    const isAct = /^(track|page)$/.test(type)
    const body = isAct ? 'properties' : 'traits'
    const kept = !isAct || important.includes(names.event!)
    // Says itself whom it is about: an alias, of another user than the one who is known here.
    const named = names.userId
    const lacks: string[] = []
    const copied = json(given, body, lacks, mask)

    function around(): string {
      const { anonymousId, userId, session, first } = person
      const { campaign, referrer, id, number, start } = session!
      const context = { ...found, ...extra, campaign, referrer, firstTouch: first, session: { id, number, start } }
      const text = json(context, 'context', lacks, mask, MAX_CONTEXT_BYTES) ?? '{}'
      const who = JSON.stringify({ anonymousId, userId: named ? undefined : (userId ?? undefined) })
      return `${who.slice(1, -1)},"context":${lacks[0] ? joined(text, { omitted: lacks }) : text}}`
    }

    function make(): Entry {
      const head = JSON.stringify({ type, messageId, timestamp: new Date(at + skew).toISOString(), ...names })
      let own = head.slice(0, -1)
      if (type !== 'alias') {
        const text = copied?.[0] === '{' ? copied : '{}'
        own += `,"${body}":${type === 'page' ? joined(json(found.page, '', [], mask) ?? '{}', JSON.parse(text)) : text}`
      }
      let rest = shared
      if (lacks[0] || named || rest.found !== found || rest.person !== person) {
        const text = around()
        rest = { found, person, text, size: bytes(text) }
        if (!lacks[0] && !named) shared = rest
      }
      const text = `${own},${rest.text}`
      return { text, bytes: bytes(own) + rest.size, at, important: kept, elapsed, row: undefined }
    }

    return { important: kept, make }
  }
}

/** The JSON of an object with more members. */
function joined(text: string, more: object): string {
  return JSON.stringify({ ...JSON.parse(text), ...more })
}
