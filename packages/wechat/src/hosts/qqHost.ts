import type { HostParts } from '../createHostPlatform.js'
import type { Host } from '../Host.js'
import { openPages } from './openPages.js'

declare const qq: Host

/** QQ, whose `qq` has the shape of `wx`. */
export function qqHost(host: Host = qq): HostParts {
  return { name: 'qq', host, pages: openPages }
}
