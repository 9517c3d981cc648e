import type { Row } from '../View.js'
import type { Widget } from '../Widget.js'
import { numberOf } from './numberOf.js'
import { objectsOf } from './objectsOf.js'
import { resultOf } from './resultOf.js'
import { textOf } from './textOf.js'

const POLL_MS = 15_000

/**
 * A leaderboard: `{ activity, title?, unit? }`, with an activity of the kind `leaderboard`. Who is not among the first sees
 * their own row below them.
 */
export const leaderboard: Widget = {
  type: 'leaderboard',
  view({ payload, standing: { state }, zh }) {
    const unit = textOf(payload.unit)
    const score = (value: Parameters<typeof numberOf>[0]) => `${numberOf(value)}${unit && ` ${unit}`}`
    const mine = state?.mine ?? state?.own
    const place = numberOf(resultOf(mine, 'rank'))
    const rows = objectsOf(state?.rows ?? state?.top).map((one, index): Row => {
      const rank = numberOf(one.rank, index + 1)
      return {
        id: `${index}`,
        mark: `${rank}`,
        name: textOf(one.who ?? one.name),
        value: score(one.score),
        own: one.me === undefined ? rank === place : one.me === true,
      }
    })
    if (place && !rows.some(({ own }) => own))
      rows.push({
        id: 'own',
        mark: `${place}`,
        name: zh ? '我' : 'You',
        value: score(resultOf(mine, 'score')),
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
