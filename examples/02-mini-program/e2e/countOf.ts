import type { StoredEvent } from '../../01-shop/e2e/backstage.js'

/** The name of a `track` call; of any other call, its type. */
export const nameOf = ({ event, type }: StoredEvent) => event ?? type

export const countOf = (events: readonly StoredEvent[], wanted: string) =>
  events.filter((event) => nameOf(event) === wanted).length

/** Whether there are so many of a name, as what to wait for. */
export const has =
  (wanted: string, times = 1) =>
  (events: readonly StoredEvent[]) =>
    countOf(events, wanted) >= times
