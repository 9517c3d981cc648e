import type { Widget } from '../Widget.js'
import { countdown } from './countdown.js'
import { numberOf } from './numberOf.js'
import { objectsOf } from './objectsOf.js'
import { percentages } from './percentages.js'
import { periodOf } from './periodOf.js'
import { resultOf } from './resultOf.js'
import { saidOf } from './saidOf.js'
import { textOf } from './textOf.js'

const POLL_MS = 10_000

/**
 * A vote: `{ activity, title, options: [{ id, text }] }`, with an activity of the kind `vote`. Who has not voted sees no
 * counts, which would tell them what to choose.
 */
export const vote: Widget = {
  type: 'vote',
  view(scene) {
    const { payload, standing, now, zh } = scene
    const { state } = standing
    const options = objectsOf(payload.options)
    const counts = new Map(
      objectsOf(state?.options).map(({ name, id, votes }) => [textOf(name ?? id), Math.max(0, numberOf(votes))]),
    )
    const chosen = textOf(state?.voted ?? state?.chosen)
    const { at, left } = periodOf(state, now)
    const over = at === 'late'
    const shown = Boolean(chosen) || over
    const shares = percentages(options.map(({ id }) => counts.get(textOf(id)) ?? 0))
    const total = numberOf(state?.total)
    const timed = !over && Number.isFinite(left) && state
    return {
      title: textOf(payload.title),
      rows: options.map(({ id, text }, index) => ({
        id: textOf(id),
        name: textOf(text) || textOf(id),
        mark: textOf(id) === chosen ? '✓' : '',
        own: textOf(id) === chosen,
        value: shown ? `${shares[index]}%` : undefined,
        bar: shown ? shares[index]! / 100 : undefined,
        choice: shown || standing.doing ? null : { action: 'vote', value: { option: textOf(id) } },
      })),
      note: shown
        ? zh
          ? `${total} 人已投票${over ? '，投票已结束' : ''}`
          : `${total} votes${over ? ', closed' : ''}`
        : '',
      said: saidOf(scene, () => (zh ? '投票成功' : 'Your vote counts')),
      poll: shown && !over ? POLL_MS : undefined,
      ...(timed && countdown(left, zh ? '距截止' : 'Closes in', zh)),
    }
  },
  events({ action, value }) {
    if (action !== 'vote') return []
    return [['Voted', { option: textOf(resultOf(value, 'option')) }]]
  },
}
