import type { Row, View } from '../View.js'
import type { Scene, Widget } from '../Widget.js'
import { actionButton, idleButton } from './actionButton.js'
import { type ChallengeRound, challengeRounds } from './challengeRound.js'
import { countdown } from './countdown.js'
import { moment } from './moment.js'
import { numberOf } from './numberOf.js'
import { pointsEvents } from './pointsEvents.js'
import { resultOf } from './resultOf.js'
import { saidOf } from './saidOf.js'
import { textOf } from './textOf.js'

/** Where the settlement is late, it is asked for every so often; others join meanwhile, and days pass. */
const LATE_MS = 5000
const POLL_MS = 60_000
const MOST_ROWS = 10

/**
 * A check-in challenge: `{ activity, title?, text? }`, with an activity of the kind `challenge`. Everybody stakes points, and
 * those who check in within the window share the pool. The server holds the stakes and shares them.
 */
export const challenge: Widget = {
  type: 'challenge',
  view(scene) {
    const { payload, standing, now, zh } = scene
    const { current, last } = challengeRounds(standing.state, now)
    const title = textOf(payload.title) || (zh ? '打卡挑战' : 'Check-in challenge')
    const said = saidOf(
      scene,
      (action) =>
        action === 'join'
          ? zh
            ? '报名成功，记得按时打卡'
            : 'You are in: be there in time'
          : zh
            ? '打卡成功'
            : 'Checked in',
      {
        points: ['积分不够，先去赚一些吧', 'Not enough points'],
        early: ['还没有到打卡时间', 'The window is not yet open'],
      },
    )
    if (!current) return { title, text: textOf(payload.text), said }
    const { phase, opens, closes, people, pool } = current
    const view: View = {
      figure: { value: `${pool}`, label: zh ? '奖池积分' : 'points in the pool' },
      title,
      text: textOf(payload.text) || windowOf(opens, closes, zh),
      button: buttonOf(scene, current),
      rows: rowsOf(last ?? current),
      note: [
        people ? (zh ? `${people} 人参加` : `${people} taking part`) : '',
        last === current ? '' : lastOf(last, zh),
      ]
        .filter(Boolean)
        .join(' · '),
      said,
    }
    if ((phase === 'joining' || phase === 'waiting') && Number.isFinite(opens))
      return { ...view, ...countdown(opens - now, zh ? '距打卡' : 'Opens in', zh), look: opens - now, poll: POLL_MS }
    if (phase === 'open' || phase === 'checkedIn')
      return { ...view, ...countdown(closes - now, zh ? '距结束' : 'Ends in', zh), look: closes - now, poll: POLL_MS }
    return { ...view, poll: phase === 'settling' ? LATE_MS : POLL_MS }
  },
  events({ action, answer }) {
    if (action === 'join' && answer) return [['Challenge Joined', { stake: numberOf(answer.state.stake) }]]
    if (action !== 'checkIn' || !answer) return []
    return [['Challenge Checked In', {}], ...pointsEvents(resultOf(answer.result, 'points'))]
  },
}

function buttonOf(scene: Scene, { phase, share }: ChallengeRound): View['button'] {
  const { standing, zh } = scene
  const stake = numberOf(standing.state?.stake)
  switch (phase) {
    case 'joining':
      return actionButton(scene, 'join', zh ? `${stake} 积分参加` : `Join for ${stake} points`)
    case 'open':
      return actionButton(scene, 'checkIn', zh ? '立即打卡' : 'Check in')
    case 'waiting':
      return idleButton(zh ? '已报名' : 'You are in')
    case 'checkedIn':
      return idleButton(zh ? '已打卡' : 'Checked in')
    case 'settling':
      return idleButton(zh ? '结算中' : 'Sharing')
    case 'missed':
      return idleButton(zh ? '错过了打卡' : 'Missed')
    case 'settled':
      return idleButton(zh ? `分得 ${share} 积分` : `Your share: ${share}`)
    default:
      return idleButton(zh ? '报名已截止' : 'Too late to join')
  }
}

/** How the last round came out for the person. */
function lastOf(last: ChallengeRound | null, zh: boolean): string {
  if (!last) return ''
  if (last.phase === 'missed') return zh ? '上一轮错过了打卡' : 'Missed the last round'
  return zh ? `上一轮分得 ${last.share} 积分` : `Last share: ${last.share}`
}

function rowsOf({ ranking }: ChallengeRound): Row[] {
  return ranking.slice(0, MOST_ROWS).map(({ who, name, at, share }, index) => ({
    id: `${index}`,
    mark: `${index + 1}`,
    name: textOf(who ?? name),
    value: share ? `+${numberOf(share)}` : numberOf(at) ? timeOf(numberOf(at)) : '',
  }))
}

function windowOf(opens: number, closes: number, zh: boolean): string {
  if (!Number.isFinite(opens + closes)) return ''
  const words = `${moment(opens)}–${timeOf(closes)}`
  return zh ? `打卡时间 ${words}` : `Check in ${words}`
}

function timeOf(at: number): string {
  return moment(at).split(' ')[1]!
}
