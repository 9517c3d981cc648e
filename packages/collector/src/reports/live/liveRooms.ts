import type { EventStore } from '../../store/eventStore.js'
import { acts } from '../acts.js'
import { said } from './roomActs.js'

/** A broadcast that something is known of. Times in ms. */
export interface LiveRoom {
  room: string
  /** Empty where the room's broadcasts have no ids. */
  session: string
  viewers: number
  from: number
  to: number
}

/** The broadcasts, the last one first, at most 100. */
export function liveRooms(store: EventStore): Promise<LiveRoom[]> {
  return store.query<LiveRoom>(
    `WITH ${acts}
     SELECT ${said('room')} AS room, ${said('session')} AS session, uniqExact(person) AS viewers,
       min(toUnixTimestamp64Milli(timestamp)) AS "from", max(toUnixTimestamp64Milli(timestamp)) AS "to"
     FROM acts WHERE event = 'Live Room Entered' AND room != ''
     GROUP BY room, session ORDER BY "to" DESC, room, session LIMIT 100`,
  )
}
