import type { PageLike } from '../src/createHostContext.js'
import type { Host } from '../src/Host.js'

/** Type-checked against miniprogram-api-typings: WeChat is what the adapter takes it for. Never run, and in no build. */
export const host: Host = wx
export const pages: readonly PageLike[] = getCurrentPages()
