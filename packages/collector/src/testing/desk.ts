import { type Activities, type Answer, createActivities } from '../activities/createActivities.js'
import type { Evidence } from '../activities/kind.js'
import { type Person, person } from '../activities/person.js'
import { richest } from '../activities/points.js'
import type { EventRow } from '../store/eventRow.js'
import { memoryRecords } from './memoryRecords.js'

/** Activities on records in memory, with a clock that a test sets and chances that repeat. */
export interface Desk {
  readonly activities: Activities
  /** What was recorded as events. */
  readonly rows: EventRow[]
  /** ISO 8601, or ms. */
  set(time: string | number): void
  /** Acts as a user. Without an `id`, a new one. */
  act(user: string, activity: string, action: string, value?: unknown, id?: string): Promise<Answer>
  look(user: string, activity: string): Promise<Record<string, unknown>>
  points(user: string): number
  give(user: string, points: number): Promise<unknown>
}

export const user = (name: string): Person => person(name, undefined)

/** Opens a desk at a time. Close its activities when the test is over. */
export function desk(
  time: string,
  evidence: Partial<Evidence> = {},
  records = memoryRecords(),
  onError: (error: unknown) => void = (error) => {
    throw error
  },
): Desk {
  let now = Date.parse(time)
  let chance = 1
  let ids = 0
  const rows: EventRow[] = []
  // A Lehmer generator: plain, and the same in every run.
  const next = () => (chance = (chance * 48_271) % 2_147_483_647)
  const activities = createActivities({
    records,
    evidence: {
      watched: async () => 0,
      richest: async (limit) => richest(records.committed, limit),
      scores: async () => [],
      ...evidence,
    },
    chance: { below: (limit) => next() % limit, seed: () => `seed ${next()}` },
    limit: 100_000,
    now: () => now,
    record: async (more) => rows.push(...more),
    onError,
  })
  return {
    activities,
    rows,
    set: (to) => void (now = typeof to === 'number' ? to : Date.parse(to)),
    act: (name, activity, action, value, id = `id${ids++}`) =>
      activities.act(user(name), activity, { action, id, value }),
    look: async (name, activity) =>
      (await activities.look(user(name), [activity]))[activity] as Record<string, unknown>,
    points: (name) => activities.points(user(name)).balance,
    give: (name, points) => activities.change(user(name), points, 'given', `given${ids++}`),
  }
}
