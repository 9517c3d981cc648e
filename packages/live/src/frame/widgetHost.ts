import type { Json, JsonObject, Stop } from '@qianmian/core'
import { whenVisible } from '../players/whenVisible.js'
import type { Live } from '../session/Live.js'
import type { LiveSession } from '../session/liveSession.js'
import { HELLO, MOST_TEXT, type Refusal, readMessage, WELCOME } from './wire.js'

/** Proof for the widget's own back end that this viewer has agreed: made and signed by the room's. */
export interface WidgetToken {
  readonly token: string
  /** How long it holds, in ms: an hour at most. */
  readonly lifetimeMs: number
}

export interface WidgetHostOptions {
  /** The one origin that the widget comes from, such as `https://widgets.example`. */
  origin: string
  /** The room that the widget is shown in. */
  session?: Pick<LiveSession, 'get' | 'subscribe'>
  /** What the widget is told of the room. Default: room, session, anchor, mode and what is explained; nothing of the viewer. */
  context?(live: Live): JsonObject
  /** Who the viewer is, if they agree: asked each time that a widget wants to know. Without it, no widget is told. */
  authorize?(scopes: readonly string[]): WidgetToken | null | Promise<WidgetToken | null>
  /** What the widget may ask for, by name; nothing else is done for it. */
  allow?: { readonly [name: string]: (data: Json) => Json | undefined | void | Promise<Json | undefined | void> }
  onError?(cause: unknown): void
}

/** Asks of one widget in a second at most. */
const MOST_ASKS = 20
const HOUR_MS = 3_600_000

/**
 * Lets an iframe's widget take part in a room. The widget asks and the host decides: only a document of `origin` in this
 * very iframe gets a channel, and over it context and visibility, and what `authorize` and `allow` give.
 */
export function widgetHost(iframe: HTMLIFrameElement, options: WidgetHostOptions): Stop {
  const { origin, session, context = roomOnly, allow = {} } = options
  if (!/^https?:\/\/[^/*]+$/.test(origin))
    throw new TypeError("[qianmian] widgetHost needs origin: one origin, such as 'https://widgets.example'")
  let port: MessagePort | undefined
  let visible = true
  let told = ''
  let asks = 0
  let second = 0

  function post(message: object, to = port): void {
    try {
      const text = JSON.stringify(message)
      if (text.length <= MOST_TEXT) to?.postMessage(text)
    } catch (cause) {
      options.onError?.(cause)
    }
  }

  /** Tells what of the room and of the view has changed. */
  function tell(): void {
    let news: string
    try {
      news = JSON.stringify({ context: session ? context(session.get()) : {}, visible })
    } catch (cause) {
      options.onError?.(cause)
      return
    }
    if (!port || news === told) return
    told = news
    post(JSON.parse(news))
  }

  function welcome({ source, origin: from, data }: MessageEvent): void {
    if (data !== HELLO || from !== origin || !source || source !== iframe.contentWindow) return
    port?.close()
    const { port1, port2 } = new MessageChannel()
    port = port1
    port1.onmessage = (event) => void answer(event.data, port1)
    // The browser hands it to a document of this origin and to no other, whatever stands in the iframe by now.
    iframe.contentWindow!.postMessage(WELCOME, origin, [port2])
    told = ''
    tell()
  }

  async function answer(data: unknown, to: MessagePort): Promise<void> {
    const message = readMessage(data)
    const { id, ask } = message ?? {}
    if (typeof id !== 'number') return
    const refuse = (error: Refusal) => post({ id, error }, to)
    const now = Math.floor(performance.now() / 1000)
    if (now !== second) asks = 0
    second = now
    if (++asks > MOST_ASKS) {
      // One refusal tells enough.
      if (asks === MOST_ASKS + 1) refuse('busy')
      return
    }
    try {
      const value = message!.data ?? null
      if (ask === 'authorize') post({ id, value: await authorize(value) }, to)
      else if (typeof ask === 'string' && Object.keys(allow).includes(ask))
        post({ id, value: (await allow[ask]!(value)) ?? null }, to)
      else refuse('unknown')
    } catch (cause) {
      options.onError?.(cause)
      refuse('failed')
    }
  }

  async function authorize(scopes: Json): Promise<WidgetToken | null> {
    const wanted = Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string').slice(0, 20) : []
    const given = await options.authorize?.(wanted)
    if (!given) return null
    const { token, lifetimeMs } = given
    if (typeof token !== 'string' || !(lifetimeMs > 0 && lifetimeMs <= HOUR_MS))
      throw new TypeError('[qianmian] authorize must give a token and its lifetimeMs, an hour at most')
    return { token, lifetimeMs }
  }

  addEventListener('message', welcome)
  const stops = [
    whenVisible(iframe, (now) => {
      visible = now
      tell()
    }),
    session?.subscribe(tell),
  ]
  return () => {
    removeEventListener('message', welcome)
    for (const stop of stops) stop?.()
    port?.close()
    port = undefined
  }
}

function roomOnly({ room, session, anchor, mode, explaining }: Live): JsonObject {
  return { room, session, anchor, mode, explaining } as JsonObject
}
