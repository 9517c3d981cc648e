import type { Row, View } from '../View.js'
import type { Scene, Widget } from '../Widget.js'
import { actionButton, idleButton } from './actionButton.js'
import { countdown, moment } from './countdown.js'
import { pointsEvents, resultOf } from './pointsEvents.js'
import { numberOf, objectsOf, textOf } from './read.js'
import { saidOf } from './saidOf.js'

/** Where the settlement is late, it is asked for every so often. */
const LATE_MS = 5000
const MOST_ROWS = 10

/** What a challenge is about for this person at a moment. */
export type ChallengePhase = 'joining' | 'waiting' | 'open' | 'checkedIn' | 'missed' | 'settling' | 'settled' | 'late'

/** Where a challenge stands: who has joined may check in inside the window; then the pool is shared. */
export function challengePhase(state: Scene['standing']['state'], now: number): ChallengePhase {
  const from = numberOf(resultOf(state?.window, 'from'), Number.POSITIVE_INFINITY)
  const until = numberOf(resultOf(state?.window, 'until'), Number.POSITIVE_INFINITY)
  if (state?.settled) return 'settled'
  if (!state?.joined) return now < from ? 'joining' : 'late'
  if (now < from) return 'waiting'
  if (now < until) return state.checkedIn ? 'checkedIn' : 'open'
  return state.checkedIn ? 'settling' : 'missed'
}

/**
 * A check-in challenge: `{ activity, title, text? }`, with an activity of the kind `challenge`. Everybody stakes points, and
 * those who check in inside of the window share the pool. The server holds the stakes and shares them.
 */
export const challenge: Widget = {
  type: 'challenge',
  view(scene) {
    const { payload, standing, now, zh } = scene
    const { state } = standing
    const from = numberOf(resultOf(state?.window, 'from'))
    const until = numberOf(resultOf(state?.window, 'until'))
    const players = numberOf(state?.players)
    const phase = challengePhase(state, now)
    const view: View = {
      figure: state ? { value: `${numberOf(state.pool)}`, label: zh ? '奖池积分' : 'points in the pool' } : undefined,
      title: textOf(payload.title) || (zh ? '打卡挑战' : 'Check-in challenge'),
      text: textOf(payload.text) || (from ? windowOf(from, until, zh) : ''),
      button: state ? buttonOf(scene, phase) : undefined,
      rows: rowsOf(scene),
      note: players ? (zh ? `${players} 人参加` : `${players} taking part`) : '',
      said: saidOf(scene, (action) =>
        action === 'join'
          ? zh
            ? '报名成功，记得按时打卡'
            : 'You are in: be there in time'
          : zh
            ? '打卡成功'
            : 'Checked in',
      ),
    }
    if (phase === 'joining' || phase === 'waiting')
      return Number.isFinite(from) && from > now
        ? { ...view, ...countdown(from - now, zh ? '距打卡开始' : 'Opens in', zh), look: from - now }
        : view
    if (phase === 'open' || phase === 'checkedIn')
      return { ...view, ...countdown(until - now, zh ? '距打卡结束' : 'Ends in', zh), look: until - now }
    return phase === 'settling' ? { ...view, poll: LATE_MS } : view
  },
  events({ action, answer }) {
    if (action === 'join' && answer) return [['Challenge Joined', { stake: numberOf(answer.state.stake) }]]
    if (action !== 'checkIn' || !answer) return []
    return [['Challenge Checked In', {}], ...pointsEvents(resultOf(answer.result, 'points'))]
  },
}

function buttonOf(scene: Scene, phase: ChallengePhase): View['button'] {
  const { standing, zh } = scene
  const { stake, share, joined, checkedIn } = standing.state ?? {}
  const cost = numberOf(stake)
  const got = numberOf(share)
  switch (phase) {
    case 'joining':
      return actionButton(scene, 'join', zh ? `${cost} 积分参加` : `Join for ${cost} points`)
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
    case 'late':
      return idleButton(zh ? '报名已截止' : 'Too late to join')
    default:
      if (joined && checkedIn) return idleButton(zh ? `分得 ${got} 积分` : `Your share: ${got}`)
      return idleButton(zh ? '已结束' : 'Over')
  }
}

function rowsOf({ standing: { state } }: Scene): Row[] {
  return objectsOf(state?.ranking)
    .slice(0, MOST_ROWS)
    .map(({ name, at, share }, index) => ({
      id: `${index}`,
      mark: `${index + 1}`,
      name: textOf(name),
      value: state?.settled ? `+${numberOf(share)}` : numberOf(at) ? moment(numberOf(at)).split(' ')[1]! : '',
    }))
}

function windowOf(from: number, until: number, zh: boolean): string {
  const end = moment(until).split(' ')[1]
  return zh ? `打卡时间 ${moment(from)}–${end}` : `Check in ${moment(from)}–${end}`
}
