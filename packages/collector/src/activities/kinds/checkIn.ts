import { list, optional, whole, zone } from '../fields.js'
import { grant, type Kind, refuse, type Scene } from '../kind.js'
import { addDays, dateAt } from '../localDay.js'

/** Points for coming, once a date, and more for coming many days on end. */
export interface CheckIn {
  readonly tz: string
  readonly points: number
  /** More points on the day on which the streak reaches `streak`. */
  readonly bonuses?: readonly { readonly streak: number; readonly points: number }[]
}

interface Own {
  readonly person: string
  /** The last one, in the activity's zone. */
  readonly date: string
  readonly streak: number
  readonly days: number
}

/** The person's last check-in and the streak that still stands: up to today, or to yesterday. */
function standing({ records, definition, person, now }: Scene<CheckIn>) {
  const own = records.get<Own>(['own', person.key])
  const today = dateAt(definition.tz, now)
  const alive = own !== undefined && own.date >= addDays(today, -1)
  return { own, today, streak: alive ? own.streak : 0 }
}

export const checkIn: Kind<CheckIn> = {
  fields: {
    tz: zone,
    points: whole(0),
    bonuses: optional(list(100, { streak: whole(1, 10_000), points: whole(1) })),
  },

  actions: {
    checkIn(scene) {
      const { records, definition, person } = scene
      const { own, today, streak } = standing(scene)
      // Later than today: a clock that was set back, or a zone that the operator has changed.
      if (own && own.date >= today) return refuse('already')
      const next: Own = { person: person.id, date: today, streak: streak + 1, days: (own?.days ?? 0) + 1 }
      const bonus = definition.bonuses?.find((one) => one.streak === next.streak)?.points ?? 0
      records.put(['own', person.key], next)
      if (!own) records.put(['people'], (records.get<number>(['people']) ?? 0) + 1)
      records.put(['date', today], (records.get<number>(['date', today]) ?? 0) + 1)
      scene.points(person).change(definition.points + bonus, 'checkIn')
      return grant({ streak: next.streak, points: definition.points + bonus })
    },
  },

  state(scene) {
    const { own, today, streak } = standing(scene)
    return {
      date: today,
      checkedIn: own !== undefined && own.date >= today,
      streak,
      days: own?.days ?? 0,
      points: scene.points(scene.person).balance,
    }
  },

  totals: ({ records, definition, now }) => ({
    people: records.get<number>(['people']) ?? 0,
    today: records.get<number>(['date', dateAt(definition.tz, now)]) ?? 0,
  }),
}
