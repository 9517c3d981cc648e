import type { PageLike } from '../createHostContext.js'
import type { Entry } from '../Host.js'
import { searchOf } from '../searchOf.js'
import { type ShareOrigin, shareOrigin } from '../shareOrigin.js'

/** Marks what is shared, so that who opens it, and shares again, can be drawn as a tree. */
export interface ShareChain {
  /** What the openers of the next share come with. */
  next(): ShareOrigin
  /** The author's content with the mark behind the query of its address; the page's own address where there is none. */
  add(mark: ShareOrigin, content: unknown, to: 'friend' | 'timeline', page: PageLike): object
}

/** The chain of a visit that was opened as `entry` says. An id names a share, never a person. */
export function shareChain(entry: () => Entry, id: () => string): ShareChain {
  return {
    next() {
      const from = id()
      const origin = shareOrigin(entry().query)
      return { from, depth: (origin?.depth ?? 0) + 1, root: origin?.root ?? from }
    },
    add({ from, depth, root }, content, to, { route, options }) {
      const mark = `qm_share=${from}.${depth}.${root}`
      const given = Object(content)
      // An author may share on what the page was opened with, the mark of the share before included.
      const own = (address: unknown) =>
        `${address}`.replace(/([?&]|^)qm_share=[^&]*(&|$)/g, (_, before, after) => after && before)
      if (to === 'timeline') {
        const query = own(given.query ?? searchOf(options).slice(1))
        return { ...given, query: query ? `${query}&${mark}` : mark }
      }
      const path = own(given.path || `/${route}${searchOf(options)}`)
      return { ...given, path: path + (path.indexOf('?') < 0 ? '?' : '&') + mark }
    },
  }
}
