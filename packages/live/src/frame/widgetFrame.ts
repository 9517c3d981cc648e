import type { Json, JsonObject, Stop } from '@qianmian/core'
import { HELLO, readMessage, WELCOME } from './wire.js'

export interface WidgetFrameOptions {
  /** The origins of the rooms that may embed this widget: it speaks to no other. */
  hosts: readonly string[]
}

/** The room as a widget in an iframe sees it. */
export interface WidgetFrame {
  /** What the room tells of itself; null before it has welcomed the widget. */
  context(): JsonObject | null
  /** Whether any of the widget can be seen. */
  visible(): boolean
  /** Hears when one of them changes. */
  subscribe(run: () => void): Stop
  /** A token that tells the widget's back end who the viewer is, if they and the room agree; null if not. */
  authorize(scopes?: readonly string[]): Promise<string | null>
  /** Asks the room for something. Rejects with an error whose message is a code: `unknown`, `busy`, `invalid`, `failed` or `silent`. */
  ask(name: string, data?: Json): Promise<Json>
  stop(): void
}

/** How often a widget says hello to a room that has not begun to listen, and for how long, in ms. */
const AGAIN_MS = 250
const PATIENCE_MS = 20_000
/** How long an answer may take, in ms: somebody may have to read and agree. */
const ANSWER_MS = 120_000
/** Of a token's life, so much is used. */
const FRESH = 0.9

/** Joins the room that embeds this document in an iframe, if it is one of `hosts`. */
export function widgetFrame({ hosts }: WidgetFrameOptions): WidgetFrame {
  if (!Array.isArray(hosts) || !hosts.length || hosts.some((host) => !/^https?:\/\/[^/*]+$/.test(host)))
    throw new TypeError("[qianmian] widgetFrame needs hosts: origins, such as ['https://shop.example']")
  let port: MessagePort | undefined
  let context: JsonObject | null = null
  let visible = false
  let ids = 0
  const began = performance.now()
  const listeners = new Set<() => void>()
  /** What was asked and not answered, by number; what could not be sent has its text. */
  const asked = new Map<number, { text: string; isSent: boolean; settle(value: Json, error?: string): void }>()
  const tokens = new Map<string, { token: string; until: number }>()

  function send(): void {
    for (const one of asked.values()) {
      if (!port || one.isSent) continue
      one.isSent = true
      port.postMessage(one.text)
    }
  }

  function hear({ data }: MessageEvent): void {
    const message = readMessage(data)
    if (!message) return
    if (typeof message.id === 'number') {
      const { value = null, error } = message
      asked.get(message.id)?.settle(value, typeof error === 'string' ? error : undefined)
      return
    }
    context = Object(message.context)
    visible = message.visible === true
    for (const run of [...listeners]) {
      try {
        run()
      } catch (cause) {
        reportError(cause)
      }
    }
  }

  function take({ source, origin, data, ports }: MessageEvent): void {
    if (data !== WELCOME || source !== parent || source === window || !hosts.includes(origin) || !ports[0]) return
    clearInterval(timer)
    port?.close()
    port = ports[0]
    port.onmessage = hear
    send()
  }

  function greet(): void {
    if (performance.now() - began > PATIENCE_MS) clearInterval(timer)
    // It says nothing: whoever it reaches knows no more than that a widget is here.
    else parent.postMessage(HELLO, '*')
  }

  function ask(name: string, data: Json = null): Promise<Json> {
    const id = ids++
    return new Promise((resolve, reject) => {
      const settle = (value: Json, error?: string) => {
        clearTimeout(patience)
        asked.delete(id)
        if (error) reject(new Error(error))
        else resolve(value)
      }
      const patience = setTimeout(() => settle(null, 'silent'), ANSWER_MS)
      asked.set(id, { text: JSON.stringify({ id, ask: name, data }), isSent: false, settle })
      send()
    })
  }

  const timer = setInterval(greet, AGAIN_MS)
  addEventListener('message', take)
  greet()
  return {
    context: () => context,
    visible: () => visible,
    subscribe(run) {
      listeners.add(run)
      return () => listeners.delete(run)
    },
    async authorize(scopes = []) {
      const key = JSON.stringify(scopes)
      const known = tokens.get(key)
      if (known && performance.now() < known.until) return known.token
      const { token, lifetimeMs } = Object(await ask('authorize', [...scopes]))
      if (typeof token !== 'string') return null
      tokens.set(key, { token, until: performance.now() + lifetimeMs * FRESH })
      return token
    },
    ask,
    stop() {
      clearInterval(timer)
      removeEventListener('message', take)
      port?.close()
      for (const { settle } of [...asked.values()]) settle(null, 'silent')
    },
  }
}
