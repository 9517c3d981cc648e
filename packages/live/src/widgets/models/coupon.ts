import type { JsonObject } from '@qianmian/core'
import type { View } from '../View.js'
import type { Scene, Widget } from '../Widget.js'
import { actionButton, idleButton, openButton } from './actionButton.js'
import { claimOf } from './claimOf.js'
import { countdown } from './countdown.js'
import { numberOf } from './numberOf.js'
import { periodOf } from './periodOf.js'
import { saidOf } from './saidOf.js'
import { textOf } from './textOf.js'
import { urlOf } from './urlOf.js'

/**
 * A coupon: `{ activity?, amount, unit?, text, note?, cta?, url?, code? }`. With an activity of the kind `stock` the server
 * hands it out; without one, the payload's own code is shown.
 */
export const coupon: Widget = {
  type: 'coupon',
  view(scene) {
    const { payload, standing, now, zh } = scene
    const { amount, unit, text, note, activity, kicker } = payload
    const { claimed, code } = claimOf(scene)
    const value = textOf(amount)
    const period = periodOf(standing.state, now)
    const total = numberOf(standing.state?.total)
    const left = numberOf(standing.state?.left)
    const view: View = {
      kicker: textOf(kicker),
      figure: value ? { unit: /^[\d.]+$/.test(value) ? textOf(unit) || '¥' : '', value } : undefined,
      title: textOf(text) || textOf(payload.title),
      text: textOf(note),
      code: activity ? code : textOf(payload.code),
      button: buttonOf(scene, claimed, period.at),
      said: saidOf(scene, () => (zh ? '领取成功，已放入您的账户' : 'It is yours')),
    }
    if (claimed || !standing.state) return view
    const timed = Number.isFinite(period.left) && period.at !== 'late' && period.left < 86_400_000
    const label = period.at === 'early' ? (zh ? '距开始' : 'Opens in') : zh ? '距结束' : 'Ends in'
    return {
      ...view,
      ...(timed && countdown(period.left, label, zh)),
      bar: total ? { value: left / total, label: zh ? `还剩 ${left} 张` : `${left} left` } : undefined,
    }
  },
  events({ payload, action }) {
    if (action !== 'claim') return []
    const properties: JsonObject = {}
    if (payload.amount !== undefined) properties.amount = payload.amount
    if (payload.text !== undefined) properties.name = payload.text
    return [['Coupon Claimed', properties]]
  },
}

function buttonOf(scene: Scene, claimed: boolean, at: 'early' | 'open' | 'late'): View['button'] {
  const { payload, standing, zh } = scene
  const { activity, cta, url } = payload
  const address = urlOf(url)
  if (!activity || claimed) {
    if (address || !activity) return openButton(activity || !cta ? (zh ? '去使用' : 'Use it') : textOf(cta), address)
    return idleButton(zh ? '已领取' : 'Claimed')
  }
  if (at === 'late') return idleButton(zh ? '已结束' : 'Over')
  if (at === 'early') return idleButton(zh ? '未开始' : 'Soon')
  if (standing.state && !numberOf(standing.state.left, 1)) return idleButton(zh ? '已领完' : 'All gone')
  return actionButton(scene, 'claim', textOf(cta) || (zh ? '领取' : 'Claim'))
}
