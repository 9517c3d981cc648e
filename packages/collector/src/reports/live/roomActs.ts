import type { Parameters } from '../../store/eventStore.js'
import { acts } from '../acts.js'

/** A broadcast: a room, and of its broadcasts one, where they have ids. */
export interface Broadcast {
  readonly room: string
  /** Left out: all of them. */
  readonly session?: string | undefined
  /** `live`, `preview` or `replay`. Events that say none are live. */
  readonly mode: string
}

/** An event's own word for something of the live room, or that of the room it was recorded in. */
export const said = (name: string): string =>
  `if(JSONExtractString(properties, '${name}') != '', JSONExtractString(properties, '${name}'), JSONExtractString(context, 'live', '${name}'))`

/**
 * Common table expressions: `room` has what happened in a broadcast, each `messageId` once, with its person, and `at` in
 * ms. The events of the live session say the room in their properties, all others in `context.live`.
 */
export const roomActs = ({ room, session, mode }: Broadcast): { sql: string; parameters: Parameters } => ({
  sql: `${acts},
room AS (
  SELECT person, event, toUnixTimestamp64Milli(timestamp) AS at, ${said('visit')} AS visit, total, properties
  FROM acts
  WHERE ${said('room')} = {room:String}
    ${session === undefined ? '' : `AND ${said('session')} = {session:String}`}
    AND ${said('mode')} IN {modes:Array(String)}
)`,
  parameters: { room, modes: mode === 'live' ? ['live', ''] : [mode], ...(session !== undefined && { session }) },
})
