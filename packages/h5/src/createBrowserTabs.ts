import type { Json, Stop, Tabs } from '@qianmian/core'
import { leadByLease } from './leadByLease.js'

/** The tabs that share what is stored under a name; undefined where a browser lets them not talk. */
export function createBrowserTabs(name: string): Tabs | undefined {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(name)
  return {
    // Only secure contexts have locks.
    lead: (run) => (navigator.locks ? leadByLock(name, run) : leadByLease(name, run)),
    send: (message) => channel.postMessage(message),
    on(run) {
      channel.onmessage = ({ data }: MessageEvent<Json>) => run(data)
      return () => channel.close()
    },
  }
}

/**
 * Leads while it holds a lock, which the browser hands on when the page ends, however it ends. A sandboxed frame is refused
 * one: https://w3c.github.io/web-locks/#dom-lockmanager-request
 */
function leadByLock(name: string, run: (leads: boolean) => void): Stop {
  let stop = () => {}
  const released = new Promise<void>((resolve) => {
    stop = resolve
  })
  const held = () => {
    run(true)
    return released
  }
  navigator.locks.request(name, held).catch(() => {
    stop = leadByLease(name, run)
  })
  return () => stop()
}
