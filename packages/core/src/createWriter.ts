import type { Visitor } from './createVisitor.js'
import type { EventContext, EventType, JsonObject } from './event.js'
import { json, type Mask } from './json.js'
import { bytes } from './pieces.js'
import type { Platform } from './platform.js'

/** The comma, and the age that delivery adds. */
const ADDED_BYTES = 25

/** With what else an event may hold, this stays under the wire's 32 KB. */
const MAX_CONTEXT_BYTES = 7000

/** What an event says beside its names: `properties` or `traits`. */
export type Body = 'properties' | 'traits'

/** An event as JSON, and that text's length in UTF-8 at most, with what delivery adds. */
export interface Written {
  readonly text: string
  readonly bytes: number
}

/** An event's text with its length. */
export function written(text: string): Written {
  return { text, bytes: bytes(text) + ADDED_BYTES }
}

/**
 * Writes events as the JSON that is stored and sent. What the host passed is copied at the call; the rest is put together
 * when the returned function is called. What an event shares with those before it (who, and the context) is written once,
 * until it changes. Message ids are the visit's own and a number, so that a batch of them compresses.
 */
export function createWriter({ id }: Platform, visitor: Visitor, extra: JsonObject | undefined, mask?: Mask) {
  const visit = id()
  let events = 0
  let shared: { found?: unknown; person?: unknown; text?: string } = {}

  return (
    type: EventType,
    at: number,
    found: EventContext,
    names: Record<string, string | undefined>,
    body?: Body,
    given?: unknown,
  ): (() => Written) => {
    const { person } = visitor
    const messageId = `${visit}.${(events++).toString(36)}`
    const lacks: string[] = []
    const copied = json(given, body, lacks, mask)

    function around(lacks: string[]): string {
      const { anonymousId, userId, session, first } = person
      const { campaign, referrer, id, number, start } = session!
      const context = { ...found, ...extra, campaign, referrer, firstTouch: first, session: { id, number, start } }
      const text = json(context, 'context', lacks, mask, MAX_CONTEXT_BYTES) ?? '{}'
      const who = JSON.stringify({ anonymousId, userId: userId ?? undefined })
      return `${who.slice(1, -1)},"context":${lacks[0] ? joined(text, { omitted: lacks }) : text}}`
    }

    return () => {
      const head = JSON.stringify({ type, messageId, timestamp: new Date(at).toISOString(), ...names })
      let own = head.slice(0, -1)
      if (body) {
        const text = copied?.[0] === '{' ? copied : '{}'
        own += `,"${body}":${type === 'page' ? joined(json(found.page, '', [], mask) ?? '{}', JSON.parse(text)) : text}`
      }
      if (lacks[0]) return written(`${own},${around(lacks)}`)
      if (shared.found !== found || shared.person !== person) shared = { found, person, text: around([]) }
      return written(`${own},${shared.text}`)
    }
  }
}

/** The JSON of an object with more members. */
function joined(text: string, more: object): string {
  return JSON.stringify({ ...JSON.parse(text), ...more })
}
