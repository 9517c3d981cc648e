import type { Row } from '../View.js'
import type { Widget } from '../Widget.js'
import { resultOf } from './pointsEvents.js'
import { numberOf, objectsOf, textOf } from './read.js'

const POLL_MS = 15_000

/** A leaderboard: `{ activity, title?, unit? }`, with an activity of the kind `leaderboard`; the visitor's own row comes last if it is not among the top. */
export const leaderboard: Widget = {
  type: 'leaderboard',
  view({ payload, standing: { state }, zh }) {
    const unit = textOf(payload.unit)
    const score = (value: unknown) => `${numberOf(value as number)}${unit && ` ${unit}`}`
    const ownRank = numberOf(resultOf(state?.own, 'rank'))
    const rows = objectsOf(state?.top).map((one, index): Row => {
      const rank = numberOf(one.rank, index + 1)
      return { id: `${index}`, mark: `${rank}`, name: textOf(one.name), value: score(one.score), own: rank === ownRank }
    })
    if (ownRank && !rows.some(({ own }) => own))
      rows.push({
        id: 'own',
        mark: `${ownRank}`,
        name: textOf(resultOf(state?.own, 'name')) || (zh ? '我' : 'You'),
        value: score(resultOf(state?.own, 'score')),
        own: true,
      })
    return {
      title: textOf(payload.title) || (zh ? '排行榜' : 'Leaderboard'),
      rows,
      note: state && !rows.length ? (zh ? '虚位以待' : 'Nobody yet') : '',
      poll: POLL_MS,
    }
  },
}
