import type { EventStore } from '../../store/eventStore.js'
import { known, person } from '../acts.js'
import { inRoom, modes, said } from './roomActs.js'

/** A broadcast that something is known of. Times in ms. */
export interface LiveRoom {
  room: string
  /** Empty where the room's broadcasts have no ids. */
  session: string
  mode: string
  viewers: number
  from: number
  to: number
}

/** The broadcasts that people entered, the last one first, at most 100. */
export function liveRooms(store: EventStore): Promise<LiveRoom[]> {
  return store.query<LiveRoom>(
    `WITH ${known},
     entered AS (
       SELECT ${said('room')} AS room, ${said('session')} AS session,
         if(${said('mode')} = '', 'live', ${said('mode')}) AS mode,
         toUnixTimestamp64Milli(timestamp) AS at, user_id, anonymous_id
       FROM events FINAL WHERE event = 'Live Room Entered' AND ${inRoom}
     )
     SELECT room, session, mode, uniqExact(${person}) AS viewers, min(at) AS "from", max(at) AS "to"
     FROM entered LEFT JOIN known ON entered.anonymous_id = known.id
     WHERE room != '' AND mode IN {modes:Array(String)}
     GROUP BY room, session, mode ORDER BY "to" DESC, room, session, mode LIMIT 100`,
    { modes },
  )
}
