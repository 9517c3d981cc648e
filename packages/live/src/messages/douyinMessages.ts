import type { Stop } from '@qianmian/core'
import type { LiveMessage } from '../session/LiveMessage.js'

/** What is used of a message of Douyin's live interaction tools. It names no kind: what it carries tells. */
export interface DouyinMessage {
  readonly msg_id?: string
  readonly sec_open_id?: string
  readonly like_num?: number
  readonly content?: string
  readonly gift_num?: number
  readonly sec_gift_id?: string
  /** 1: follows from now on. */
  readonly use_follow_action?: number
  readonly fansclub_reason_type?: number
}

/** What is used of `tt`. */
export interface DouyinHost {
  subscribeLiveInteractPluginMessage(options: {
    messageType: string[]
    success(): void
    fail(cause: { errMsg?: string }): void
  }): void
  onReceiveLiveInteractPluginMessage(run: (told: DouyinMessage | DouyinMessage[]) => void): void
  unsubscribeLiveInteractPluginMessage?(options: { messageType: string[] }): void
}

declare const tt: DouyinHost

/** Which messages are taken, by Douyin's words, and whose are the viewer's own. */
export interface DouyinOptions {
  /** Default: all of these; each needs its permission. */
  types?: readonly ('live_like' | 'live_comment' | 'live_gift' | 'live_follow' | 'live_enter_room')[]
  /** The viewer's `sec_open_id`, where it is known. */
  me?: string
  host?: DouyinHost
  /** Hears why nothing will come. */
  onError?(cause: unknown): void
}

const TYPES = ['live_like', 'live_comment', 'live_gift', 'live_follow', 'live_enter_room'] as const

/**
 * Hands Douyin's live interaction messages to `push`, of a session or whoever else. Names, pictures and texts stay behind:
 * a comment tells how long it is. https://developer.open-douyin.com/docs/resource/zh-CN/live-interactive-tools/
 */
export function douyinMessages(
  push: (message: LiveMessage) => void,
  { types = TYPES, me, host = tt, onError }: DouyinOptions = {},
): Stop {
  const messageType = [...types]
  let on = true

  function receive(told: DouyinMessage | DouyinMessage[]): void {
    for (const message of on ? ([] as DouyinMessage[]).concat(told) : []) {
      const normal = normalise(message, me)
      if (normal) push(normal)
    }
  }

  try {
    host.subscribeLiveInteractPluginMessage({
      messageType,
      success: () => host.onReceiveLiveInteractPluginMessage(receive),
      fail: (cause) => onError?.(cause),
    })
  } catch (cause) {
    onError?.(cause)
  }
  return () => {
    if (on) host.unsubscribeLiveInteractPluginMessage?.({ messageType })
    on = false
  }
}

function normalise(message: DouyinMessage | null, me: string | undefined): LiveMessage | undefined {
  const { msg_id: id, sec_open_id, like_num, content, gift_num, sec_gift_id, ...rest } = message ?? {}
  const own = me !== undefined && sec_open_id === me
  const of = (kind: LiveMessage['kind'], more: Partial<LiveMessage> = {}) => ({ kind, id, own, ...more })
  if (!message || rest.fansclub_reason_type !== undefined) return
  if (like_num !== undefined) return of('like', { count: like_num })
  if (gift_num !== undefined)
    return of('gift', { count: gift_num, properties: sec_gift_id === undefined ? {} : { gift_id: sec_gift_id } })
  if (content !== undefined) return of('comment', { properties: { length: `${content}`.length } })
  if (rest.use_follow_action !== undefined) return rest.use_follow_action === 1 ? of('follow') : undefined
  return of('enter')
}
