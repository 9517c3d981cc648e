import { type Method, type Options, observed, withMembers } from './observed.js'
import type { PageEvents } from './pageEvents.js'

/** Called by the host itself: none of them is the handler of a tap. */
const LIFETIME =
  /^on(Load|Show|Ready|Hide|Unload|RouteDone|PullDownRefresh|ReachBottom|PageScroll|Resize|SaveExitState)$/

/** Gives a behavior of the host's that has these methods; undefined where it has none to give. */
export type BehaviorOf = (methods: Options) => unknown

/** A page's options, watched. What the author does not offer to share or to favour stays so. */
export function pageOptions(options: Options, events: PageEvents, behavior: BehaviorOf): Options {
  const { behaviors, hooks } = hookOptions(options, options, events, behavior)
  return withMembers(options, { ...methodOptions(options, events), ...hooks, ...behaviors })
}

/** A component's options, watched: its methods; and, where it is written as a page, a page's lifetimes among them. */
export function componentOptions(options: Options, events: PageEvents, behavior: BehaviorOf): Options {
  const methods = options.methods as Options | undefined
  if (!methods || typeof methods !== 'object') return options
  if (!Object.keys(methods).some((name) => LIFETIME.test(name))) return behaviorOptions(options, events)
  const { behaviors, hooks } = hookOptions(options, methods, events, behavior)
  const members = { ...methodOptions(methods, events), ...hooks }
  return withMembers(options, { methods: withMembers(methods, members), ...behaviors })
}

/** A behavior's options, watched: the methods that it has, since one more would hide those of the behaviors before it. */
export function behaviorOptions(options: Options, events: PageEvents): Options {
  const methods = options.methods as Options | undefined
  if (!methods || typeof methods !== 'object') return options
  const members = { ...methodOptions(methods, events), ...lifetimes(methods, events, false) }
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
    else members[name] = observed(value, events.called)
  }
  return members
}

/**
 * The lifetimes of a page. Those that the author does not have come from a behavior where the page has behaviors, before all of
 * them: one of the page's own would hide theirs.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/behaviors.html
 */
function hookOptions(options: Options, methods: Options, events: PageEvents, behavior: BehaviorOf) {
  const own = options.behaviors as readonly unknown[] | undefined
  if (!own?.[0]) return { hooks: lifetimes(methods, events, true) }
  const ours = behavior(lifetimes({}, events, true))
  return { hooks: lifetimes(methods, events, false), behaviors: ours ? { behaviors: [ours, ...own] } : undefined }
}

/** The author's lifetimes; with `missing`, those too that are nowhere. What the host does not look at stays hidden. */
function lifetimes(methods: Options, events: PageEvents, missing: boolean): { [name: string]: Method } {
  const { shown, left, tab } = events
  const hooks: { [name: string]: Method } = {}
  for (const [name, watch] of Object.entries({ onShow: shown, onHide: left, onUnload: left, onTabItemTap: tab }))
    if (Object.prototype.propertyIsEnumerable.call(methods, name) || (missing && !(name in methods)))
      hooks[name] = observed(methods[name], watch)
  return hooks
}
