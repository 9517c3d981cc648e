import type { Platform } from '@qianmian/core'
import { browserContext } from './browserContext.js'
import { browserLifecycle } from './browserLifecycle.js'
import { browserNetwork } from './browserNetwork.js'
import { createBrowserOutbox } from './createBrowserOutbox.js'
import { createBrowserTabs } from './createBrowserTabs.js'
import { verifySignature } from './verifySignature.js'

/** The browser as core's host. What it stores stands under `name`: one for each source of events. */
export function createBrowserPlatform(name: string): Platform {
  const prefix = `qianmian:${name}:`
  return {
    name: 'h5',
    state: {
      get: (key) => localStorage.getItem(prefix + key),
      set: (key, value) => localStorage.setItem(prefix + key, value),
      remove: (key) => localStorage.removeItem(prefix + key),
    },
    outbox: createBrowserOutbox(`${prefix}outbox`),
    network: browserNetwork,
    clock: {
      now: () => Date.now(),
      elapsed: () => performance.now(),
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    lifecycle: browserLifecycle,
    tabs: createBrowserTabs(`${prefix}tabs`),
    // https://w3c.github.io/gpc/
    optedOut: (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl,
    random: () => Math.random(),
    // 120 bits in base64, with one sign for its two that are not URL-safe.
    id: () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(15)))).replace(/\W/g, '-'),
    // Only secure contexts have it.
    verify: crypto.subtle && verifySignature,
    context: browserContext,
  }
}
