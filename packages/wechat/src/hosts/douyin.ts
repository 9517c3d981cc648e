import type { HostParts } from '../createHostPlatform.js'
import type { Host } from '../Host.js'
import { openPages } from './openPages.js'

declare const tt: Host

/** Douyin, whose `tt` has the shape of `wx`. */
export function douyin(host: Host = tt): HostParts {
  return { name: 'douyin', host, pages: openPages }
}
