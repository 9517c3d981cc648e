import type { PageLike } from './createHostContext.js'
import type { HostParts } from './createHostPlatform.js'
import type { Host } from './Host.js'

declare const wx: Host
declare function getCurrentPages(): readonly PageLike[]

/** WeChat itself. */
export function wechat(): HostParts {
  return { name: 'wechat', host: wx, pages: () => getCurrentPages() }
}
