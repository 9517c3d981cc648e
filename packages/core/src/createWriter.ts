import type { Visitor } from './createVisitor.js'
import type { EventContext, EventType, JsonObject } from './event.js'
import { json, type Mask } from './json.js'
import { bytes } from './pieces.js'
import type { Platform } from './platform.js'

/** The comma, and the age that delivery adds. */
export const ADDED_BYTES = 25

/** With what else an event may hold, this stays under the wire's 32 KB. */
const MAX_CONTEXT_BYTES = 7000

/** What an event says beside its names: `properties` or `traits`. */
export type Body = 'properties' | 'traits'

/**
 * Writes events as the JSON that is stored and sent. What an event shares with those before it (who, and the context) is
 * written once, until it changes. Message ids are the visit's own and a number, so that a batch of them compresses.
 */
export function createWriter({ id }: Platform, visitor: Visitor, extra: JsonObject | undefined, mask?: Mask) {
  const visit = id()
  let events = 0
  let stamp = { at: 0, text: '' }
  let shared: { found?: unknown; person?: unknown; session?: string; text: string; size: number } = {
    text: '',
    size: 0,
  }

  function textOf(found: EventContext, lacks: string[]): string {
    const { anonymousId, userId, session, first } = visitor.person
    const { campaign, referrer, id, number, start } = session!
    const context = { ...found, ...extra, campaign, referrer, firstTouch: first, session: { id, number, start } }
    const known = json(context, 'context', lacks, mask, MAX_CONTEXT_BYTES) ?? '{}'
    const omitted = lacks[0] && { omitted: lacks }
    const who = JSON.stringify({ anonymousId, userId: userId ?? undefined })
    return `${who.slice(1, -1)},"context":${omitted ? joined(known, omitted) : known}}`
  }

  return (
    type: EventType,
    at: number,
    found: EventContext,
    names: Record<string, string | undefined>,
    body?: Body,
    given?: unknown,
  ): { text: string; bytes: number } => {
    const { person } = visitor
    const session = person.session!.id
    if (shared.found !== found || shared.person !== person || shared.session !== session) {
      const text = textOf(found, [])
      shared = { found, person, session, text, size: bytes(text) }
    }
    const lacks: string[] = []
    let own = JSON.stringify({
      type,
      messageId: `${visit}.${(events++).toString(36)}`,
      timestamp: at === stamp.at ? stamp.text : (stamp = { at, text: new Date(at).toISOString() }).text,
      ...names,
    }).slice(0, -1)
    if (body) {
      let text = given === undefined ? '{}' : json(given, body, lacks, mask)
      if (text?.[0] !== '{') text = '{}'
      if (type === 'page') text = joined(json(found.page, '', [], mask) ?? '{}', JSON.parse(text))
      own += `,"${body}":${text}`
    }
    if (!lacks[0]) return { text: `${own},${shared.text}`, bytes: bytes(own) + shared.size + ADDED_BYTES }
    const text = `${own},${textOf(found, lacks)}`
    return { text, bytes: bytes(text) + ADDED_BYTES }
  }
}

/** The JSON of an object with more members. */
function joined(text: string, more: object): string {
  return JSON.stringify({ ...JSON.parse(text), ...more })
}
