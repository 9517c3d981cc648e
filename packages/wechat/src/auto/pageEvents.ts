import type { JsonObject, PluginContext } from '@qianmian/core'
import type { PageLike } from '../createHostContext.js'
import type { ShareOrigin } from '../shareOrigin.js'
import type { Watcher } from './observed.js'
import type { ShareChain } from './shareChain.js'

/** What is recorded. */
export interface PageChoice {
  readonly pages: boolean
  readonly taps: boolean
  readonly tabs: boolean
  readonly shares: boolean
}

/** What pages are watched for. Until there is a client, nothing is recorded. */
export interface Bound {
  context?: PluginContext
  chain?: ShareChain
  pages(): readonly PageLike[]
}

/** What a host tells of a tap. */
interface Tap {
  readonly type?: string
  readonly timeStamp?: number
  readonly currentTarget?: { readonly id?: string; readonly dataset?: JsonObject }
  readonly target?: { readonly id?: string }
}

/** Watchers that say what became of pages. */
export function pageEvents(bound: Bound, on: PageChoice) {
  const since = new WeakMap<object, number>()
  let newest: Tap = {}

  const now = () => bound.context?.platform.clock.elapsed() ?? 0
  const track = (event: string, properties: object) => bound.context?.client.track(event, properties as JsonObject)
  const pathOf = (page: PageLike) => ({ path: `/${page.route ?? ''}` })

  const shown: Watcher = (page) => {
    const { context } = bound
    // A component may have a method of this name; and an author may call their own to show anew what is on show.
    if (!on.pages || !context || since.has(page) || bound.pages().indexOf(page) < 0) return
    since.set(page, now())
    context.client.page()
  }

  const left: Watcher = (page) => {
    const start = since.get(page)
    since.delete(page)
    if (start !== undefined) track('Page Left', { ...pathOf(page), duration_ms: Math.round(now() - start) })
  }

  /** A tap goes to the handlers of all elements around it: it is recorded once, for the innermost. */
  const called: Watcher = (_, [event]) => {
    const tap = Object(event) as Tap
    const { type, timeStamp, currentTarget, target } = tap
    if (!on.taps || type !== 'tap' || !currentTarget) return
    const again = timeStamp === newest.timeStamp && target?.id === newest.target?.id
    newest = tap
    if (!again) track('Element Tapped', { id: currentTarget.id, dataset: currentTarget.dataset })
  }

  const tab: Watcher = (_, [item]) => {
    const { index, pagePath, text } = Object(item)
    if (on.tabs) track('Tab Tapped', { index, path: `/${pagePath}`, text })
  }

  const favourited: Watcher = (page) => {
    if (on.shares) track('Page Favorited', pathOf(page))
  }

  /** What is shared is what the author returned, now or by a promise; with a chain, its mark is added to the address. */
  function shared(to: 'friend' | 'timeline') {
    return (returned: unknown, page: PageLike, [asked]: readonly unknown[]): unknown => {
      if (!on.shares) return returned
      const { from, target } = Object(asked)
      const link = bound.chain?.next()
      const tell = (content: unknown) => {
        const { title, path, query } = Object(content)
        track('Page Shared', {
          ...pathOf(page),
          to,
          from,
          dataset: target?.dataset,
          title,
          target: path ?? query,
          share: link,
        })
      }
      const add = (mark: ShareOrigin, content: unknown) => bound.chain!.add(mark, content, to, page)
      const take = (content: unknown) => {
        try {
          tell(content)
          if (link) return add(link, content)
        } catch {}
        return content
      }
      try {
        const promised = typeof Object(returned).then === 'function' ? returned : Object(returned).promise
        if (typeof Object(promised).then !== 'function') return take(returned)
        const taken: Promise<unknown> = promised.then(take)
        if (link) return promised === returned ? taken : { ...add(link, returned), promise: taken }
        taken.then(undefined, () => {})
      } catch {}
      return returned
    }
  }

  return { shown, left, called, tab, favourited, shared }
}

export type PageEvents = ReturnType<typeof pageEvents>
