import type { Plugin } from '@qianmian/core'
import { registrableDomain } from './registrableDomain.js'
import { writeCookie } from './writeCookie.js'

/** The cookie that carries the visitor. */
export interface SiteIdentityOptions {
  /** The cookie's name. Default: `qm_id`. */
  cookie?: string
  /** Whose subdomains share it. Default: the registrable domain, found by trial. */
  domain?: string
  /** How long the cookie stays after each visit, in days; browsers allow 400 at most. Default: 395. */
  days?: number
}

/** The state key of the id that the cookie had when this subdomain last saw it. */
const KEY = 'site'
const DAY_S = 86_400
/** What a collector takes of an id. */
const MAX_ID = 256

/**
 * One person on all subdomains of a site: their anonymous id stands in a first-party cookie. A subdomain that knows its
 * visitor by another id goes on under the cookie's, with its history; when the cookie has changed since, somebody else has
 * come, and their history starts empty. Nothing is read or stored before analytics is allowed; the cookie goes when that is
 * withdrawn.
 */
export function siteIdentity({ cookie = 'qm_id', domain, days = 395 }: SiteIdentityOptions = {}): Plugin {
  return {
    name: 'siteIdentity',
    setup({ adopt, client, consent, identity, on, platform: { lifecycle, state }, report }) {
      let scope = domain

      function write(id: string, seconds: number): void {
        scope ??= registrableDomain()
        const where = scope && `;domain=${scope}`
        const secure = location.protocol === 'https:' ? ';secure' : ''
        writeCookie(`${cookie}=${encodeURIComponent(id)};path=/;max-age=${seconds};samesite=lax${where}${secure}`)
      }

      function keep(): void {
        if (!consent().analytics) return
        const { anonymousId } = identity()
        write(anonymousId, days * DAY_S)
        state.set(KEY, anonymousId)
      }

      function meet(): void {
        if (!consent().analytics) return
        const found = read(cookie)
        const { anonymousId } = identity()
        const last = state.get(KEY)
        if (found && found !== anonymousId && found !== last) {
          if (last) client.reset()
          adopt({ anonymousId: found, userId: identity().userId })
        } else keep()
      }

      function safely(run: () => void): void {
        try {
          run()
        } catch (cause) {
          report('storage', 'the identity cookie failed', cause)
        }
      }

      on('person', () => safely(keep))
      on('consent', ({ analytics }) =>
        safely(() => {
          if (analytics) return meet()
          write('', -1)
          state.remove(KEY)
        }),
      )
      safely(meet)
      return lifecycle.on('show', () => safely(meet))
    },
  }
}

function read(name: string): string | undefined {
  const pair = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))
  try {
    const id = decodeURIComponent(pair?.slice(name.length + 1) ?? '')
    if (id.length <= MAX_ID) return id
  } catch {
    // A cookie that cannot be read is none.
  }
}
