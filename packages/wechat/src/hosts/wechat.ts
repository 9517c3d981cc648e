import type { HostParts } from '../createHostPlatform.js'
import type { Host } from '../Host.js'
import { openPages } from './openPages.js'

declare const wx: Host

/** WeChat. */
export function wechat(host: Host = wx): HostParts {
  return { name: 'wechat', host, pages: openPages }
}
