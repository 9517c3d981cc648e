import { isObject } from '../../isObject.js'
import { list, text, whole, zone } from '../fields.js'
import { grant, type Kind, refuse, type Scene } from '../kind.js'
import { dateAt } from '../localDay.js'

/** Points for things to do, each so many times a date. */
export interface Tasks {
  readonly tz: string
  readonly tasks: readonly { readonly name: string; readonly points: number; readonly perDay: number }[]
}

/** What somebody did on a date. */
interface Own {
  readonly date: string
  readonly done: Readonly<Record<string, number>>
}

function today({ records, definition, person, now }: Scene<Tasks>): Own {
  const date = dateAt(definition.tz, now)
  const own = records.get<Own>(['own', person.key])
  // Later than today: a clock that was set back. What was done stays done.
  return own && own.date >= date ? own : { date, done: {} }
}

const times = ({ done }: Own, name: string) => (Object.hasOwn(done, name) ? done[name]! : 0)

export const tasks: Kind<Tasks> = {
  fields: { tz: zone, tasks: list(100, { name: text(100), points: whole(1), perDay: whole(1, 1000) }) },

  check: ({ tasks }) =>
    new Set(tasks.map(({ name }) => name)).size < tasks.length
      ? [{ path: 'tasks', code: 'invalid', message: 'tasks must differ in name' }]
      : [],

  actions: {
    complete(scene, value) {
      const { records, definition, person } = scene
      const task = definition.tasks.find(({ name }) => isObject(value) && name === value.task)
      if (!task) return refuse('invalid')
      const own = today(scene)
      const done = times(own, task.name) + 1
      if (done > task.perDay) return refuse('already')
      records.put(['own', person.key], {
        date: own.date,
        done: Object.fromEntries([...Object.entries(own.done), [task.name, done]]),
      } satisfies Own)
      records.put(['completed'], (records.get<number>(['completed']) ?? 0) + 1)
      scene.points(person).change(task.points, task.name)
      return grant({ points: task.points, done })
    },
  },

  state(scene) {
    const own = today(scene)
    return {
      date: own.date,
      tasks: scene.definition.tasks.map((task) => ({ ...task, done: times(own, task.name) })),
      points: scene.points(scene.person).balance,
    }
  },

  totals: ({ records }) => ({ completed: records.get<number>(['completed']) ?? 0 }),
}
