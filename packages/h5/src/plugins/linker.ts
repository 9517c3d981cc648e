import {
  IDENTITY_PARAMETER,
  type Plugin,
  type PluginContext,
  readIdentityToken,
  withIdentityToken,
  withoutIdentityToken,
} from '@qianmian/core'
import { inPath } from './inPath.js'
import { isWithin } from './isWithin.js'
import { listen } from './listen.js'
import { webAddress } from './webAddress.js'

/** Where links carry the visitor to. */
export interface LinkerOptions {
  /** Your other domains, each with all below it: links to them carry who the visitor is. */
  domains: readonly string[]
}

/** The plugin, and the way for addresses that no link leads to. */
export interface Linker extends Plugin {
  /** Any address, a mini-program's page path too, with a token for the next two minutes. Without consent, as it was. */
  decorate(url: string): string
}

/**
 * One person on several domains and in web views: a link to a listed domain gets a token (`qm_id`) in the moment in which it
 * is followed; a page that is opened with one takes it out of the address bar, and its visitor goes on under the ids in it,
 * unless this device knows them by another user id. Nothing of it before analytics is allowed. Throws when a domain is none.
 */
export function linker({ domains }: LinkerOptions = {} as LinkerOptions): Linker {
  // What is an address or a pattern would match nothing.
  if (!Array.isArray(domains) || !domains.every((host) => /^[\w.-]+$/.test(host)))
    throw new TypeError("[qianmian] linker needs domains: names of hosts, such as ['shop.example']")
  let context: PluginContext | undefined
  let former: string | undefined

  const allowed = () => context?.consent().analytics
  const decorate = (url: string) =>
    context && allowed() ? withIdentityToken(url, context.identity(), context.platform.clock.now()) : url

  function arrive({ adopt, identity, platform }: PluginContext): void {
    const token = new URLSearchParams(location.search).get(IDENTITY_PARAMETER)
    if (token === null || !allowed()) return
    history.replaceState(history.state, '', withoutIdentityToken(location.href))
    const given = readIdentityToken(token, platform.clock.now())
    const { anonymousId, userId } = identity()
    if (!given || (userId && given.userId && userId !== given.userId)) return
    former = anonymousId
    adopt({ ...given, userId: userId ?? given.userId })
  }

  return {
    name: 'linker',
    decorate,
    setup(given) {
      context = given
      given.on('consent', () => arrive(given))
      arrive(given)
      const stop = listen<MouseEvent>(given, document, 'click auxclick', (event) => {
        const link = inPath(event, 'a[href],area[href]')
        const to = link && webAddress(link)
        // The right button opens a menu, whose items copy addresses.
        if (!to || event.button > 1 || to.host === location.host || !isWithin(to.hostname, domains)) return
        const href = link.getAttribute('href')!
        link.setAttribute('href', decorate(to.href))
        // By then the browser is on its way.
        given.platform.clock.after(0, () => link.setAttribute('href', href))
      })
      return () => {
        stop()
        context = undefined
      }
    },
    /** What waited for consent is this person's too, and no event tells a token. */
    process(event) {
      const text = JSON.stringify(event)
      const clean = withoutIdentityToken(text)
      const renamed = former && event.anonymousId === former && { anonymousId: context!.identity().anonymousId }
      if (renamed || clean !== text) return { ...JSON.parse(clean), ...renamed }
    },
  }
}
