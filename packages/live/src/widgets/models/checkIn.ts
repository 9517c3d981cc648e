import type { Mark } from '../View.js'
import type { Widget } from '../Widget.js'
import { actionButton, idleButton } from './actionButton.js'
import { numberOf } from './numberOf.js'
import { pointsEvents } from './pointsEvents.js'
import { resultOf } from './resultOf.js'
import { saidOf } from './saidOf.js'
import { textOf } from './textOf.js'

/**
 * The days of a cycle, of which a streak has done some: with `today` it includes today, otherwise it ends yesterday and
 * today's is still to do.
 */
export function streakDays(streak: number, today: boolean, days: number): { day: number; state: Mark['state'] }[] {
  const done = today && streak > 0 ? ((streak - 1) % days) + 1 : streak % days
  return Array.from({ length: days }, (_, index) => ({
    day: streak - done + index + 1,
    state: index < done ? 'done' : index === done && !today ? 'now' : 'next',
  }))
}

/**
 * The daily check-in: `{ activity, title?, rewards? }`, with an activity of the kind `checkIn`. `rewards` are the points of
 * each day of a cycle, to be shown; the server gives them.
 */
export const checkIn: Widget = {
  type: 'check_in',
  view(scene) {
    const { payload, standing, zh } = scene
    const { state, done } = standing
    const today = Boolean(state?.checkedIn ?? state?.today)
    const streak = Math.max(0, Math.floor(numberOf(state?.streak)))
    const rewards = Array.isArray(payload.rewards) ? payload.rewards.slice(0, 31) : []
    const got = numberOf(resultOf(done?.result ?? null, 'points'))
    return {
      title: textOf(payload.title) || (zh ? '每日签到' : 'Daily check-in'),
      text: zh ? `已连续签到 ${streak} 天` : `${streak} ${streak === 1 ? 'day' : 'days'} in a row`,
      marks: streakDays(streak, today, rewards.length || 7).map(({ day, state }, index) => ({
        label: zh ? `第${day}天` : `Day ${day}`,
        value: state === 'done' ? '✓' : rewards.length ? `+${textOf(rewards[index])}` : `${day}`,
        state,
      })),
      button: today
        ? idleButton(zh ? '今日已签到' : 'Done for today')
        : actionButton(scene, 'checkIn', zh ? '签到' : 'Check in'),
      note: state ? (zh ? `我的积分 ${numberOf(state.points)}` : `My points: ${numberOf(state.points)}`) : '',
      said: saidOf(scene, () => {
        if (got) return zh ? `签到成功，获得 ${got} 积分` : `Checked in, ${got} points for you`
        return zh ? '签到成功' : 'Checked in'
      }),
    }
  },
  events({ action, answer }) {
    if (action !== 'checkIn' || !answer) return []
    const points = numberOf(resultOf(answer.result, 'points'))
    const streak = numberOf(resultOf(answer.result, 'streak'), numberOf(answer.state.streak))
    return [['Checked In', { streak, points }], ...pointsEvents(points)]
  },
}
