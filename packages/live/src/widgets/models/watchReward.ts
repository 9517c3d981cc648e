import type { Widget } from '../Widget.js'
import { actionButton, idleButton } from './actionButton.js'
import { numberOf } from './numberOf.js'
import { objectsOf } from './objectsOf.js'
import { pointsEvents } from './pointsEvents.js'
import { resultOf } from './resultOf.js'
import { saidOf } from './saidOf.js'
import { textOf } from './textOf.js'

/** Rewards of watch time: `{ activity, title? }`, with an activity of the kind `reward`. The server gives the points. */
export const watchReward: Widget = {
  type: 'watch_reward',
  view(scene) {
    const { payload, standing, zh, watched } = scene
    const { state } = standing
    const claimed = Array.isArray(state?.claimed) ? state.claimed : []
    const tiers = objectsOf(state?.tiers)
      .map((tier) => ({
        seconds: numberOf(tier.seconds),
        points: numberOf(tier.points),
        claimed: tier.claimed === true || claimed.includes(tier.seconds as number),
      }))
      .sort((one, other) => one.seconds - other.seconds)
    const open = tiers.filter((tier) => !tier.claimed)
    const ready = open.find(({ seconds }) => seconds <= watched)
    const next = open.find(({ seconds }) => seconds > watched)
    const last = tiers[tiers.length - 1]
    const points = (count: number) => (zh ? `${count} 积分` : `${count} points`)
    let button = idleButton(zh ? '已全部领取' : 'All collected')
    if (ready) {
      const label = zh ? `领取 ${points(ready.points)}` : `Collect ${points(ready.points)}`
      button = actionButton(scene, 'claim', label, { seconds: ready.seconds })
    } else if (next) button = idleButton(zh ? '继续观看' : 'Keep watching')
    const wait = next ? minutes(next.seconds - watched) : ''
    return {
      title: textOf(payload.title) || (zh ? '看直播得积分' : 'Watch and earn'),
      text: next && (zh ? `再看 ${wait} 得 ${points(next.points)}` : `${wait} more for ${points(next.points)}`),
      bar: last && {
        value: Math.min(1, watched / last.seconds),
        label: zh ? `已观看 ${minutes(watched)}` : `Watched ${minutes(watched)}`,
      },
      marks: tiers.map((tier) => ({
        label: zh ? `${length(tier.seconds)}分钟` : `${length(tier.seconds)} min`,
        value: `+${tier.points}`,
        state: tier.claimed ? 'done' : tier === ready ? 'now' : 'next',
      })),
      button: state ? button : undefined,
      said: saidOf(
        scene,
        () => {
          const got = numberOf(resultOf(standing.done?.result ?? null, 'points'))
          return got ? (zh ? `获得 ${points(got)}` : `You got ${points(got)}`) : zh ? '领取成功' : 'Collected'
        },
        // What was watched reaches the server a little later than the visitor's touch.
        { early: ['观看时间正在结算，请稍后再领', 'Still counting your time, please try again soon'] },
      ),
      next: next ? 1000 : undefined,
    }
  },
  events({ action, value, answer }) {
    if (action !== 'claim' || !answer) return []
    const seconds = numberOf(resultOf(value, 'seconds'))
    const tier = objectsOf(answer.state.tiers).find((one) => one.seconds === seconds)
    const points = numberOf(resultOf(answer.result, 'points'), numberOf(tier?.points))
    return [['Watch Reward Claimed', { seconds, points }], ...pointsEvents(points)]
  },
}

function minutes(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  return `${Math.floor(whole / 60)}:${`${whole % 60}`.padStart(2, '0')}`
}

function length(seconds: number): number {
  return Math.round(seconds / 6) / 10
}
