import type { HostParts } from '../createHostPlatform.js'
import type { Host } from '../Host.js'
import { openPages } from './openPages.js'

declare const ks: Host

/** Kuaishou, whose `ks` has the shape of `wx`. */
export function kuaishou(host: Host = ks): HostParts {
  return { name: 'kuaishou', host, pages: openPages }
}
