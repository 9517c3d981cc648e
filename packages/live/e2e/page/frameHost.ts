import { createClient } from '@qianmian/h5'
import { type LiveSession, liveSession } from '@qianmian/live'
import { widgetHost } from '@qianmian/live/frame'

declare global {
  interface Window {
    live: LiveSession
    frame: HTMLIFrameElement
    /** Who the room may say that the viewer is, if anybody. */
    token: { token: string; lifetimeMs: number } | null
    /** What the widget was allowed to do, and what it wanted to know. */
    done: unknown[]
    failures: string[]
    leaveFrame(): void
  }
}

const query = new URLSearchParams(location.search)
const client = createClient({ writeKey: 'demo', endpoint: '/collect' })
client.identify('u_42', { phone: '13800001111' })
window.live = liveSession(client, { room: 'r7', session: 's1' })
window.token = null
window.done = []
window.failures = []
window.frame = document.createElement('iframe')
window.frame.setAttribute('sandbox', 'allow-scripts allow-same-origin')
window.leaveFrame = widgetHost(window.frame, {
  origin: query.get('origin')!,
  session: window.live,
  authorize(scopes) {
    window.done.push(['authorize', scopes])
    return window.token
  },
  allow: {
    add(data) {
      window.done.push(['add', data])
      return { items: 1 }
    },
    fail: () => Promise.reject(new Error('the stock is a secret')),
  },
  onError: (cause) => window.failures.push(String(cause)),
})
window.frame.src = query.get('widget')!
document.body.append(window.frame)
for (const other of query.getAll('other'))
  document.body.append(Object.assign(document.createElement('iframe'), { src: other }))
