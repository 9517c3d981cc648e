import type { Plugin } from '@qianmian/core'
import type { HostParts } from '../createHostPlatform.js'
import { entryOf } from '../entryOf.js'
import { wechat } from '../hosts/wechat.js'
import { appEvents } from './appEvents.js'
import { hostGlobals } from './hostGlobals.js'
import type { Options } from './observed.js'
import { type Bound, type PageChoice, pageEvents } from './pageEvents.js'
import { behaviorOptions, componentOptions, pageOptions } from './pageOptions.js'
import { shareChain } from './shareChain.js'
import { type Globals, unwrapped, wrapGlobal } from './wrapGlobal.js'

/** What is recorded by itself; all of it where nothing is said. */
export interface AutoOptions extends Partial<PageChoice> {
  /** `Application Opened`, `Application Backgrounded`. */
  readonly app?: boolean
  /** `Error Occurred`. */
  readonly errors?: boolean
  /** Adds a mark to the address of what is shared. */
  readonly chain?: boolean
  /** Watches every `Page`, `Component` and `Behavior`; false: those that are wrapped one by one. */
  readonly globals?: boolean
}

/** A plugin, and its three functions to wrap one thing at a time: `Page(auto.page({ … }))`. */
export interface AutoEvents extends Plugin {
  page<T extends object>(options: T): T
  component<T extends object>(options: T): T
  behavior<T extends object>(options: T): T
}

/** Records what every mini-program has: launches, pages, taps, tabs, shares, favourites, errors. */
export function autoEvents(
  options: AutoOptions = {},
  on: HostParts = wechat(),
  globals: Globals = hostGlobals,
): AutoEvents {
  const choice = { app: true, errors: true, pages: true, taps: true, tabs: true, shares: true, chain: true, ...options }
  const bound: Bound = { pages: on.pages }
  const events = pageEvents(bound, choice)
  const behaviorOf = (methods: Options) => unwrapped(globals, 'Behavior')?.({ methods })
  const page = (given: object) => pageOptions(given as Options, events, behaviorOf)
  const component = (given: object) => componentOptions(given as Options, events, behaviorOf)
  const behavior = (given: object) => behaviorOptions(given as Options, events)

  return {
    name: 'autoEvents',
    page: page as AutoEvents['page'],
    component: component as AutoEvents['component'],
    behavior: behavior as AutoEvents['behavior'],
    setup(context) {
      bound.context = context
      if (choice.chain) bound.chain = shareChain(() => entryOf(on.host), context.platform.id)
      const stops = [appEvents(on.host, context, choice)]
      if (choice.globals !== false)
        stops.push(
          wrapGlobal(globals, 'Page', page),
          wrapGlobal(globals, 'Component', component),
          wrapGlobal(globals, 'Behavior', behavior),
        )
      return () => {
        bound.context = bound.chain = undefined
        for (const stop of stops) stop()
      }
    },
  }
}
