import type { Parameters } from '../../store/eventStore.js'
import { known, person } from '../acts.js'

/** A broadcast: a room, and of its broadcasts one, where they have ids. */
export interface Broadcast {
  readonly room: string
  /** Left out: all of them. */
  readonly session?: string | undefined
  /** One of `modes`. Events that say none are live. */
  readonly mode: string
}

/** What a room may show. */
export const modes = ['live', 'preview', 'replay']

/** An event's own word for something of the live room, or that of the room it was recorded in. */
export const said = (name: string): string =>
  `if(JSONExtractString(properties, '${name}') != '', JSONExtractString(properties, '${name}'), JSONExtractString(context, 'live', '${name}'))`

/** Spares most events of a shop the reading of their JSON. */
export const inRoom = `(position(properties, '"room"') > 0 OR position(context, '"live"') > 0)`

/**
 * Common table expressions: `room` has what happened in a broadcast, each `messageId` once, with its person, and `at` in
 * ms. The events of the live session say the room in their properties, all others in `context.live`. What the collector
 * itself decided is left out: the widget's own event says that it happened in the room.
 */
export const roomActs = ({ room, session, mode }: Broadcast): { sql: string; parameters: Parameters } => ({
  sql: `${known},
inside AS (
  SELECT event, toUnixTimestamp64Milli(timestamp) AS at, ${said('visit')} AS visit, total, properties, user_id, anonymous_id
  FROM events FINAL
  WHERE event != 'Activity Decided' AND ${inRoom} AND ${said('room')} = {room:String}
    ${session === undefined ? '' : `AND ${said('session')} = {session:String}`}
    AND ${said('mode')} IN {modes:Array(String)}
),
room AS (
  SELECT event, at, visit, total, properties, ${person} AS person
  FROM inside LEFT JOIN known ON inside.anonymous_id = known.id
)`,
  parameters: { room, modes: mode === 'live' ? ['live', ''] : [mode], ...(session !== undefined && { session }) },
})
