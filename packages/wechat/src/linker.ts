import {
  IDENTITY_PARAMETER,
  type Plugin,
  type PluginContext,
  readIdentityToken,
  withIdentityToken,
  withoutIdentityToken,
} from '@qianmian/core'
import type { HostParts } from './createHostPlatform.js'
import { entryOf } from './entryOf.js'
import { wechat } from './hosts/wechat.js'

/** The plugin, and the way for addresses. */
export interface Linker extends Plugin {
  /** An address of your web site, for a web view, or a mini-program's page, with a token for the next two minutes. Without consent, as it was. */
  decorate(url: string): string
}

/**
 * One person in the mini-program and on your web pages: an address that is decorated carries who the visitor is, as a token
 * (`qm_id`) that `linker` of `@qianmian/h5` reads; a page that is opened with one goes on under the ids in it, unless this device knows
 * the visitor by another user id. Nothing of it before analytics is allowed.
 */
export function linker({ host, pages }: HostParts = wechat()): Linker {
  let context: PluginContext | undefined
  let former: string | undefined
  const read = new Set<string>()

  /** The address that the mini-program was opened with, and that of the page on top: a web view opens pages of it. */
  function arrive(): void {
    if (!context?.consent().analytics) return
    const open = pages()
    for (const query of [entryOf(host).query, open[open.length - 1]?.options]) {
      const token = query?.[IDENTITY_PARAMETER]
      if (!token || read.has(token)) continue
      read.add(token)
      const given = readIdentityToken(token, context.platform.clock.now())
      const { anonymousId, userId } = context.identity()
      if (!given || (userId && given.userId && userId !== given.userId)) continue
      former = anonymousId
      context.adopt({ ...given, userId: userId ?? given.userId })
    }
  }

  return {
    name: 'linker',
    decorate: (url) =>
      context?.consent().analytics ? withIdentityToken(url, context.identity(), context.platform.clock.now()) : url,
    setup(given) {
      context = given
      given.on('consent', arrive)
      arrive()
      return () => {
        context = undefined
      }
    },
    /** What was recorded on the way is this person's too, and no event tells a token. */
    process(event) {
      arrive()
      const text = JSON.stringify(event)
      const clean = withoutIdentityToken(text)
      const renamed = former && event.anonymousId === former && { ...context?.identity() }
      if (renamed || clean !== text) return { ...JSON.parse(clean), ...renamed }
    },
  }
}
