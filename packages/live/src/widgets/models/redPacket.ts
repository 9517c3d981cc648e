import type { Widget } from '../Widget.js'
import { actionButton, idleButton } from './actionButton.js'
import { countdown } from './countdown.js'
import { numberOf } from './numberOf.js'
import { periodOf } from './periodOf.js'
import { resultOf } from './resultOf.js'
import { saidOf } from './saidOf.js'
import { textOf } from './textOf.js'

/**
 * A red packet: `{ activity, title, text?, from?, currency? }`, with an activity of the kind `redPacket`. The server says what
 * is in it, in cents.
 */
export const redPacket: Widget = {
  type: 'red_packet',
  view(scene) {
    const { payload, standing, now, zh } = scene
    const { state, done } = standing
    const told = resultOf(state?.opened, 'amount') ?? (done?.refusal ? undefined : resultOf(done?.result, 'amount'))
    const amount = numberOf(told)
    const opened = Boolean(state?.opened) || amount > 0
    const { at, left: ms } = periodOf(state, now)
    const total = numberOf(state?.count ?? state?.total)
    const left = numberOf(state?.left)
    let button = actionButton(scene, 'open', zh ? '开' : 'Open')
    if (opened) button = idleButton(zh ? '已领取' : 'Opened')
    else if (at !== 'open') button = idleButton(at === 'early' ? (zh ? '未开始' : 'Soon') : zh ? '已结束' : 'Over')
    else if (total && left < 1) button = idleButton(zh ? '已抢完' : 'All gone')
    return {
      kicker: textOf(payload.from),
      title: textOf(payload.title) || (zh ? '恭喜发财，大吉大利' : 'A red packet for you'),
      text: textOf(payload.text),
      figure: amount ? { unit: textOf(payload.currency) || '¥', value: (amount / 100).toFixed(2) } : undefined,
      button,
      note: total ? (zh ? `共 ${total} 个，还剩 ${left} 个` : `${left} of ${total} left`) : '',
      said: saidOf(scene, () => (amount ? (zh ? '已存入您的账户' : 'It is in your account') : '')),
      ...(at === 'early' && countdown(ms, zh ? '距开抢' : 'Opens in', zh)),
    }
  },
  events({ action, answer }) {
    const amount = numberOf(resultOf(answer?.result, 'amount')) / 100
    return action === 'open' && answer ? [['Red Packet Opened', { amount }]] : []
  },
}
