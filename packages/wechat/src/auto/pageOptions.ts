import { type Method, type Options, observed, withMembers } from './observed.js'
import type { PageEvents } from './pageEvents.js'

/** Called by the host itself: none of them is the handler of a tap. */
const LIFETIME =
  /^on(Load|Show|Ready|Hide|Unload|RouteDone|PullDownRefresh|ReachBottom|PageScroll|Resize|SaveExitState)$/

/** A page's options, watched. What the author does not offer to share or to favour stays so. */
export function pageOptions(options: Options, events: PageEvents): Options {
  return withMembers(options, { ...methodOptions(options, events), ...lifetimes(options, events) })
}

/** A component's options, watched: its methods; and, where it is written as a page, a page's lifetimes among them. */
export function componentOptions(options: Options, events: PageEvents): Options {
  const methods = options.methods as Options | undefined
  if (!methods || typeof methods !== 'object') return options
  const isPage = Object.keys(methods).some((name) => LIFETIME.test(name))
  const members = { ...methodOptions(methods, events), ...(isPage && lifetimes(methods, events)) }
  return withMembers(options, { methods: withMembers(methods, members) })
}

/** The methods that a tap may call, and those that share or favour. */
function methodOptions(options: Options, events: PageEvents): { [name: string]: Method } {
  const members: { [name: string]: Method } = {}
  for (const name of Object.keys(options)) {
    const { value } = Object.getOwnPropertyDescriptor(options, name)!
    if (typeof value !== 'function' || LIFETIME.test(name)) continue
    if (name === 'onShareAppMessage') members[name] = observed(value, () => {}, events.shared('friend'))
    else if (name === 'onShareTimeline') members[name] = observed(value, () => {}, events.shared('timeline'))
    else if (name === 'onAddToFavorites') members[name] = observed(value, events.favourited)
    else if (name === 'onTabItemTap') members[name] = observed(value, events.tab)
    else members[name] = observed(value, events.called)
  }
  return members
}

function lifetimes(options: Options, events: PageEvents): { [name: string]: Method } {
  return {
    onShow: observed(options.onShow, events.shown),
    onHide: observed(options.onHide, events.left),
    onUnload: observed(options.onUnload, events.left),
    onTabItemTap: observed(options.onTabItemTap, events.tab),
  }
}
