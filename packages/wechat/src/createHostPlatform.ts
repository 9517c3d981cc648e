import type { Platform } from '@qianmian/core'
import { createHostContext, type PageLike } from './createHostContext.js'
import { createHostLifecycle } from './createHostLifecycle.js'
import { createHostNetwork } from './createHostNetwork.js'
import { createHostOutbox } from './createHostOutbox.js'
import { createIds } from './createIds.js'
import type { Host } from './Host.js'

declare const performance: { now?(): number } | undefined

/** Which host this is, and where its parts are. */
export interface HostParts {
  readonly name: string
  readonly host: Host
  /** The open pages, the one on top last. */
  pages(): readonly PageLike[]
}

/** A mini-program as core's host. What it stores stands under `key`: one for each source of events. */
export function createHostPlatform({ name, host, pages }: HostParts, key: string): Platform {
  const prefix = `qianmian:${key}:`
  return {
    name,
    state: {
      get(key) {
        const value = host.getStorageSync(prefix + key)
        return value && typeof value === 'string' ? value : null
      },
      set: (key, value) => host.setStorageSync(prefix + key, value),
      remove: (key) => host.removeStorageSync(prefix + key),
    },
    outbox: createHostOutbox(host, `${prefix}outbox:`),
    network: createHostNetwork(host),
    clock: {
      now: () => Date.now(),
      // Few hosts have a clock that nobody can set; elsewhere the device's serves.
      elapsed: () => (typeof performance === 'object' && performance?.now ? performance.now() : Date.now()),
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    lifecycle: createHostLifecycle(host),
    random: () => Math.random(),
    id: createIds(host),
    context: createHostContext(host, pages),
  }
}
