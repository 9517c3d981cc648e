import type { LoggedEvent } from './readEvents.js'
import { UsageError } from './UsageError.js'

/**
 * The events of one visitor: those that share an id with it, directly or through other events.
 * @throws UsageError when the log is of several visitors and none is named, or the one that is named is not in it
 */
export function eventsOf(events: readonly LoggedEvent[], visitor: string | undefined): LoggedEvent[] {
  const people = new Map<string, Set<string>>()
  for (const event of events) {
    const ids = idsOf(event)
    const joined = new Set(ids.flatMap((id) => [...(people.get(id) ?? [id])]))
    for (const id of joined) people.set(id, joined)
  }
  const sets = [...new Set(people.values())]
  const names = sets.map(([first]) => first)
  const some = `${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`
  if (visitor === undefined && sets.length > 1)
    throw new UsageError(
      `the log is of ${sets.length} visitors (${some}). Choose one of them with --visitor ID`,
      `日志里有 ${sets.length} 位访客（${some}），请用 --visitor ID 选一位`,
    )
  if (visitor !== undefined && !people.has(visitor))
    throw new UsageError(
      `the log has no visitor ${visitor}; it has ${some || 'no visitor at all'}`,
      `日志里没有访客 ${visitor}；${some ? `有 ${some}` : '日志里没有访客'}`,
    )
  const own = visitor === undefined ? sets[0] : people.get(visitor)
  return events.filter((event) => {
    const [id] = idsOf(event)
    return id === undefined || !!own?.has(id)
  })
}

const idsOf = ({ anonymousId, userId }: LoggedEvent): string[] =>
  [anonymousId, userId].filter((id): id is string => typeof id === 'string' && id !== '')
