import type { Row } from '../View.js'
import type { Widget } from '../Widget.js'
import { numberOf } from './numberOf.js'
import { objectsOf } from './objectsOf.js'
import { pointsEvents } from './pointsEvents.js'
import { resultOf } from './resultOf.js'
import { saidOf } from './saidOf.js'
import { textOf } from './textOf.js'
import { urlOf } from './urlOf.js'

/**
 * Tasks that earn points: `{ activity, title?, tasks: [{ id, title, text?, cta?, url? }] }`, with an activity of the kind
 * `tasks`. A task with a `cta` or `url` is done by a touch, which also opens the URL; any other is done by the page, with
 * `act('complete', { task })`.
 */
export const tasks: Widget = {
  type: 'tasks',
  view(scene) {
    const { payload, standing, zh } = scene
    const { state, doing } = standing
    const texts = new Map(objectsOf(payload.tasks).map((task) => [textOf(task.id), task]))
    const rows = objectsOf(state?.tasks).map((task): Row => {
      const id = textOf(task.name ?? task.id)
      const said = texts.get(id)
      const often = numberOf(task.perDay, 1)
      const count = task.done === true ? often : numberOf(task.done)
      const complete = count >= often
      const url = urlOf(said?.url)
      const label = complete ? (zh ? '已完成' : 'Done') : textOf(said?.cta) || (zh ? '去完成' : 'Go')
      return {
        id,
        name: textOf(said?.title) || id,
        value: often > 1 ? `+${numberOf(task.points)} · ${count}/${often}` : `+${numberOf(task.points)}`,
        button: complete
          ? { label, off: true }
          : said?.cta || url
            ? { label, busy: doing === 'complete', tap: { action: 'complete', value: { task: id }, url } }
            : undefined,
      }
    })
    return {
      title: textOf(payload.title) || (zh ? '做任务得积分' : 'Earn points'),
      rows,
      note: state ? (zh ? `我的积分 ${numberOf(state.points)}` : `My points: ${numberOf(state.points)}`) : '',
      said: saidOf(scene, () => (zh ? '任务完成，积分已到账' : 'Done, the points are yours')),
    }
  },
  events({ action, value, answer }) {
    if (action !== 'complete' || !answer) return []
    const task = textOf(resultOf(value, 'task'))
    const told = objectsOf(answer.state.tasks).find(({ name, id }) => (name ?? id) === task)
    const points = numberOf(resultOf(answer.result, 'points'), numberOf(told?.points))
    return [['Task Completed', { task, points }], ...pointsEvents(points)]
  },
}
