import { createClient } from '@qianmian/h5'
import { type LiveMessage, liveSession } from '@qianmian/live'
import { personalize } from '@qianmian/rules'

/** What was pushed, each message once. */
export interface Pushed {
  ownLikes: number
  likes: number
  comments: number
  longTasks: number
}

declare global {
  interface Window {
    /** Pushes 200 likes and 50 comments a second, or, if `idle`, only lets the same timers run. */
    storm(seconds: number, idle: boolean): Promise<Pushed>
    leaveRoom(): Promise<void>
    watched(): { watched: number; visit: string }
  }
}

/** Every so many ms come four likes, every second one of them the viewer's own, and a comment. */
const STEP_MS = 20

const client = createClient({ writeKey: 'demo', endpoint: '/collect' })
const variations = [{ key: 'v', payload: { type: 'coupon', text: 'x' } }]
const { slot } = personalize(client, {
  config: {
    schema: 1,
    id: 'live',
    revision: 1,
    slots: { popup: {}, badge: {} },
    traits: { likes: { event: 'Live Liked', agg: 'sum', prop: 'count' } },
    experiences: [
      { id: 'ticket', slot: 'popup', when: { 'live.watchedSeconds': { $gte: 180 } }, variations },
      { id: 'fan', slot: 'badge', when: { 'live.likes': { $gte: 100 }, likes: { $gte: 50 } }, variations },
    ],
  },
})
for (const name of ['popup', 'badge']) slot(name).subscribe(() => {})
const room = liveSession(client, {
  room: 'r',
  activity: { sample: 5 },
  player: {
    watch(run) {
      run('playing')
      return () => {}
    },
  },
})

window.storm = (seconds, idle) => {
  const pushed: Pushed = { ownLikes: 0, likes: 0, comments: 0, longTasks: 0 }
  const observer = new PerformanceObserver((list) => {
    pushed.longTasks += list.getEntries().length
  })
  observer.observe({ type: 'longtask' })
  const steps = (seconds * 1000) / STEP_MS
  const began = performance.now()
  let step = 0
  const one = (message: LiveMessage) => {
    if (!idle) room.push(message)
    // One in ten comes again, as after a connection that broke.
    if (!idle && step % 10 === 0) room.push(message)
  }
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      // Timers are late now and then; what should have come by now comes.
      for (const due = Math.min(steps, (performance.now() - began) / STEP_MS); step < due; step++) {
        for (let like = 0; like < 4; like++) {
          const own = like % 2 === 0
          one({ kind: 'like', id: `l${step}-${like}`, own })
          pushed[own ? 'ownLikes' : 'likes']++
        }
        one({ kind: 'comment', id: `c${step}`, properties: { length: 12 } })
        pushed.comments++
      }
      if (step < steps) return
      clearInterval(timer)
      observer.disconnect()
      resolve(pushed)
    }, STEP_MS)
  })
}
window.leaveRoom = () => {
  room.leave()
  return client.flush()
}
window.watched = () => ({ watched: room.get().watchedSeconds, visit: room.get().visit })
