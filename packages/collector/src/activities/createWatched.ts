import { later } from '../ingest/later.js'
import type { EventStore } from '../store/eventStore.js'
import type { Person } from './person.js'

interface Question {
  readonly person: Person
  readonly room: string
  resolve(seconds: number): void
  reject(error: unknown): void
}

interface Row {
  room: string
  user_id: string
  anonymous_id: string
  seconds: number
}

/** Questions that one query answers at most. */
const most = 500

/**
 * Sums the seconds of a person's "Live Watched" events in a room: those of the user, and those that the device recorded
 * while it knew no user. A query reads the whole table, so while one runs questions gather, and the next answers them all.
 */
export function createWatched(
  store: EventStore,
  onError: (error: unknown) => void,
): (person: Person, room: string) => Promise<number> {
  const waiting: Question[] = []
  let running = false

  return (person, room) =>
    new Promise((resolve, reject) => {
      waiting.push({ person, room, resolve, reject })
      if (!running) void drain()
    })

  async function drain(): Promise<void> {
    running = true
    while (waiting.length) {
      const group = waiting.splice(0, most)
      try {
        answer(group, await ask(group))
      } catch (error) {
        onError(error)
        for (const { reject } of group) reject(later('the store did not answer'))
      }
    }
    running = false
  }

  function ask(group: readonly Question[]): Promise<Row[]> {
    const ids = (name: 'userId' | 'anonymousId') => [...new Set(group.map(({ person }) => person[name] ?? ''))]
    return store.query<Row>(
      `SELECT JSONExtractString(properties, 'room') AS room, user_id, anonymous_id,
         sum(JSONExtractFloat(properties, 'seconds')) AS seconds
       FROM events FINAL
       WHERE event = 'Live Watched' AND room IN {rooms:Array(String)}
         AND (user_id IN {users:Array(String)} OR user_id = '') AND (user_id != '' OR anonymous_id IN {anonymous:Array(String)})
       GROUP BY room, user_id, anonymous_id`,
      { rooms: [...new Set(group.map(({ room }) => room))], users: ids('userId'), anonymous: ids('anonymousId') },
    )
  }
}

function answer(group: readonly Question[], rows: readonly Row[]): void {
  for (const { person, room, resolve } of group) {
    const own = rows.filter(
      (row) =>
        row.room === room &&
        (row.user_id
          ? row.user_id === person.userId
          : row.anonymous_id !== '' && row.anonymous_id === person.anonymousId),
    )
    resolve(own.reduce((sum, { seconds }) => sum + seconds, 0))
  }
}
