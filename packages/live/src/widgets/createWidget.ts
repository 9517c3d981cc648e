import type { Stop } from '@qianmian/core'
import type { ActivityAnswer } from './activity.js'
import type { Activities } from './createActivities.js'
import type { Tap, View } from './View.js'
import type { Done, Payload, Widget } from './Widget.js'

/** What a host does for a widget. */
export interface WidgetHost {
  /** Draws the view; null: there is nothing to show. */
  show(view: View | null): void
  /** Whether to speak Chinese. */
  zh(): boolean
  /** Something was done, or refused. */
  done(done: Done): void
}

/** A widget on show. */
export interface RunningWidget {
  /** Resolves with the server's answer; null: there was none, or nothing to decide. */
  tap(tap: Pick<Tap, 'action' | 'value'>): Promise<ActivityAnswer | null>
  readonly stop: Stop
}

/** Looks that fall into one moment are spread over so many ms. */
const SPREAD_MS = 2000

/** Runs a widget in a host: draws it whenever it looks different, does what is touched, and records it. */
export function createWidget(
  widget: Widget,
  payload: Payload,
  activities: Activities,
  host: WidgetHost,
): RunningWidget {
  const activity = typeof payload.activity === 'string' ? payload.activity : ''
  const { clock, client } = activities
  let drawn: string | undefined
  let timer: Stop | undefined
  let stopped = false

  function see(): View | null {
    try {
      const { now, watched } = activities
      return widget.view({
        payload,
        standing: activities.get(activity),
        now: now(),
        zh: host.zh(),
        watched: watched(),
      })
    } catch {
      return null
    }
  }

  function update(): void {
    if (stopped) return
    timer?.()
    const view = see()
    const { next, look, poll, ...seen } = view ?? {}
    const text = JSON.stringify(seen)
    if (text !== drawn) {
      drawn = text
      host.show(view)
    }
    if (next !== undefined && activities.shown()) timer = clock.after(Math.max(50, next), update)
    if (look !== undefined) activities.look(activity, look, SPREAD_MS)
    if (poll) activities.look(activity, poll, poll)
  }

  function record(done: Done): void {
    try {
      for (const [name, properties] of widget.events?.(done) ?? [])
        client.track(name, activity ? { activity, ...properties } : properties)
    } catch {
      // An answer that is not as it should be costs its events, not the page.
    }
  }

  const unfollow = activities.follow(activity, update)
  update()
  return {
    async tap({ action, value = null }) {
      const isLocal = action === 'follow'
      const answer = isLocal ? null : await activities.act(activity, action, value ?? undefined)
      const done = { payload, action, value, answer }
      if (isLocal || answer?.ok) record(done)
      if (isLocal || answer) host.done(done)
      return answer
    },
    stop() {
      stopped = true
      timer?.()
      unfollow()
    },
  }
}
