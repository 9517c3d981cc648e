import type { EventContext } from '@qianmian/core'
import { campaignOf } from './campaignOf.js'
import { entryOf } from './entryOf.js'
import type { Host } from './Host.js'
import { searchOf } from './searchOf.js'
import { shareOrigin } from './shareOrigin.js'
import { version } from './version.js'

/** A page as the host's `getCurrentPages` gives it. */
export interface PageLike {
  readonly route?: string
  readonly options?: Readonly<Record<string, string | undefined>>
}

/** Tells what is around: the page on top, how the mini-program was opened this time, and the device, which is asked once. */
export function createHostContext(host: Host, pages: () => readonly PageLike[]): () => EventContext {
  let facts: Pick<EventContext, 'device' | 'locale'> | undefined

  return () => {
    facts ??= factsOf(host)
    const entry = entryOf(host)
    const open = pages()
    const top = open[open.length - 1]
    const before = open[open.length - 2]?.route
    const search = searchOf(top ? top.options : entry.query)
    const path = `/${top?.route ?? entry.path ?? ''}`
    const appId = entry.referrerInfo?.appId
    return {
      library: { name: '@qianmian/wechat', version },
      page: { path, url: path + search, search, referrer: before && `/${before}` },
      campaign: campaignOf(entry.query ?? {}),
      referrer: appId ? { host: appId } : undefined,
      scene: entry.scene === undefined ? undefined : +entry.scene || (entry.scene as number),
      share: shareOrigin(entry.query),
      ...facts,
    }
  }
}

function factsOf(host: Host): Pick<EventContext, 'device' | 'locale'> {
  const apart = host.getDeviceInfo && host.getAppBaseInfo
  const told = apart ? { ...host.getDeviceInfo!(), ...host.getAppBaseInfo!() } : (host.getSystemInfoSync?.() ?? {})
  const { brand, model, platform, system, version: app, language, SDKVersion: base } = told
  return { device: { type: 'mobile', brand, model, platform, system, app, base }, locale: language?.replace('_', '-') }
}
