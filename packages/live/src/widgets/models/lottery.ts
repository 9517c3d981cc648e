import type { View } from '../View.js'
import type { Widget } from '../Widget.js'
import { actionButton, idleButton } from './actionButton.js'
import { countdown } from './countdown.js'
import { numberOf } from './numberOf.js'
import { objectsOf } from './objectsOf.js'
import { resultOf } from './resultOf.js'
import { saidOf } from './saidOf.js'
import { textOf } from './textOf.js'

/** Where the draw is late, it is asked for every so often. */
const LATE_MS = 4000

/** A lottery: `{ activity, title, text?, prize?, cta? }`, with an activity of the kind `lottery`: the server draws. */
export const lottery: Widget = {
  type: 'lottery',
  view(scene) {
    const { payload, standing, now, zh } = scene
    const { entered, entries, drawsAt, drawn, prize, winners } = standing.state ?? {}
    const count = numberOf(entries)
    const left = numberOf(drawsAt, Number.POSITIVE_INFINITY) - now
    const won = prizeOf(prize)
    let button = actionButton(scene, 'enter', textOf(payload.cta) || (zh ? '立即参与' : 'Take part'))
    if (drawn) button = idleButton(won ? (zh ? '已中奖' : 'Won') : zh ? '已开奖' : 'Drawn')
    else if (entered) button = idleButton(zh ? '等待开奖' : 'You are in')
    else if (left <= 0) button = idleButton(zh ? '开奖中' : 'Drawing')
    const outcome = entered ? (zh ? '这次没有中奖，下次好运' : 'Not this time, better luck next') : ''
    const view: View = {
      kicker: zh ? '直播间抽奖' : 'Lottery',
      title: drawn && won ? (zh ? `恭喜您抽中${won}` : `You won ${won}`) : textOf(payload.title),
      text: drawn ? (won ? '' : outcome) : textOf(payload.text) || textOf(payload.prize),
      code: textOf(resultOf(prize, 'code')),
      button,
      note: drawn ? winnersOf(winners, zh) : count ? (zh ? `${count} 人已参与` : `${count} taking part`) : '',
      said: drawn ? undefined : saidOf(scene, () => (zh ? '参与成功，请等待开奖' : 'You are in, good luck')),
    }
    if (drawn || !Number.isFinite(left)) return view
    if (left <= 0) return { ...view, poll: LATE_MS }
    return { ...view, ...countdown(left, zh ? '距开奖' : 'Draw in', zh), look: left }
  },
  events: ({ action }) => (action === 'enter' ? [['Lottery Entered', {}]] : []),
}

/** A prize is a text, or something that has a name. */
function prizeOf(prize: unknown): string {
  const named = prize as { name?: string } | null
  return textOf((typeof prize === 'object' && prize ? named?.name : prize) as string)
}

function winnersOf(winners: unknown, zh: boolean): string {
  const list = Array.isArray(winners) ? winners : []
  const names = list.map((one) => textOf(one)).concat(objectsOf(list).map(({ who, name }) => textOf(who ?? name)))
  const said = names.filter(Boolean).slice(0, 5)
  if (!said.length) return ''
  return zh ? `中奖：${said.join('、')}` : `Winners: ${said.join(', ')}`
}
