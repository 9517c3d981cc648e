import type { Json, Stop, Tabs } from '@qianmian/core'
import { leadByLease } from './leadByLease.js'

/** The tabs that share what is stored under a name. */
export function createBrowserTabs(name: string): Tabs {
  return {
    lead: (run) => whileShown(run, () => leadByLock(name, run)),
    ...(typeof BroadcastChannel === 'undefined' ? talkByStorage(`${name}:said`) : talkByChannel(name)),
  }
}

type Talk = Pick<Tabs, 'send' | 'on'>

function talkByChannel(name: string): Talk {
  const channel = new BroadcastChannel(name)
  return {
    send: (message) => channel.postMessage(message),
    on(run) {
      channel.onmessage = ({ data }: MessageEvent<Json>) => run(data)
      return () => channel.close()
    },
  }
}

/** For Safari before 15.4. What is said is stored for no longer than it takes to be heard of. */
function talkByStorage(key: string): Talk {
  return {
    send(message) {
      localStorage.setItem(key, JSON.stringify(message))
      localStorage.removeItem(key)
    },
    on(run) {
      const hear = (said: StorageEvent) => {
        if (said.key === key && said.newValue) run(JSON.parse(said.newValue))
      }
      addEventListener('storage', hear)
      return () => removeEventListener('storage', hear)
    },
  }
}

/**
 * Leads anew whenever the page comes back from the browser's cache. In there it would keep the lead, and do nothing with it;
 * Chromium 150 takes the lock away, but gives it to none of those who wait for it.
 */
function whileShown(run: (leads: boolean) => void, lead: () => Stop): Stop {
  let stop = lead()
  const leave = () => stop()
  const back = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return
    run(false)
    stop = lead()
  }
  addEventListener('pagehide', leave)
  addEventListener('pageshow', back)
  return () => {
    removeEventListener('pagehide', leave)
    removeEventListener('pageshow', back)
    stop()
  }
}

/**
 * Leads while it holds a lock, which the browser hands on when the page ends, however it ends. By a lease where there is none:
 * only secure contexts have locks, and a sandboxed frame is refused one, https://w3c.github.io/web-locks/#dom-lockmanager-request
 */
function leadByLock(name: string, run: (leads: boolean) => void): Stop {
  const control = new AbortController()
  const { signal } = control
  let stop = () => control.abort()
  const held = () => {
    run(true)
    return new Promise<void>((resolve) => {
      signal.onabort = () => resolve()
    })
  }
  const ask = async () => {
    try {
      await navigator.locks.request(name, { signal }, held)
    } catch {
      if (!signal.aborted) stop = leadByLease(name, run)
    }
  }
  ask()
  return () => stop()
}
