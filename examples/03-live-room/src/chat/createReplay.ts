import type { DouyinHost, DouyinMessage } from '@qianmian/live'
import { ROUND } from '../programme.js'
import { type Line, lines } from './lines.js'

/** A message as the platform tells it, with what a room shows of it. */
export interface RoomMessage extends DouyinMessage {
  readonly nickname: string
  readonly gift_name?: string
}

/** A platform that tells again what was said: the host of the message adapter, and of whoever shows the messages. */
export interface Replay extends DouyinHost {
  /** The viewer's own, which the platform echoes as all others. */
  say(message: Omit<RoomMessage, 'msg_id' | 'sec_open_id'>): void
}

/** This viewer, as the platform calls them. */
export const ME = 'me'

const LOOK_MS = 250
/** Who comes late has missed what was said more than so many seconds ago. */
const RECENT = 12

/** Replays the script by `seconds`, the clock of the broadcast, round after round, under ids of each round's own. */
export function createReplay(seconds: () => number): Replay {
  const heard = new Set<(messages: DouyinMessage[]) => void>()
  let told = seconds() - RECENT
  let own = 0

  function tell(messages: RoomMessage[]): void {
    if (messages.length) for (const run of [...heard]) run(messages)
  }

  function look(): void {
    const now = seconds()
    // A page that slept has missed what was said meanwhile.
    const from = Math.max(told, now - RECENT)
    const rounds = [Math.floor(from / ROUND), Math.floor(now / ROUND)]
    told = now
    tell(
      [...new Set(rounds)].flatMap((round) =>
        lines.flatMap((line, index) => {
          const at = round * ROUND + line[0]
          return at > from && at <= now ? messageOf(line, `${round}-${index}`) : []
        }),
      ),
    )
  }

  return {
    subscribeLiveInteractPluginMessage({ success }) {
      success()
    },
    onReceiveLiveInteractPluginMessage(run) {
      if (!heard.size) setInterval(look, LOOK_MS)
      heard.add(run)
    },
    say: (message) => tell([{ ...message, msg_id: `own-${++own}`, sec_open_id: ME }]),
  }
}

function messageOf([, nickname, what]: Line, msg_id: string): RoomMessage {
  const message = { nickname, msg_id, sec_open_id: nickname }
  if (what === 'enter') return message
  if (what === 'follow') return { ...message, use_follow_action: 1 }
  if (typeof what === 'string') return { ...message, content: what }
  return 'like' in what ? { ...message, like_num: what.like } : { ...message, gift_num: 1, gift_name: what.gift }
}
