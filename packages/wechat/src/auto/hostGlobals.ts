import type { Constructor, Globals } from './wrapGlobal.js'

declare let Page: Constructor
declare let Component: Constructor
declare let Behavior: Constructor

/** The globals of the host that runs this. */
export const hostGlobals: Globals = {
  get: (name) =>
    name === 'Page'
      ? typeof Page === 'function'
        ? Page
        : undefined
      : name === 'Component'
        ? typeof Component === 'function'
          ? Component
          : undefined
        : typeof Behavior === 'function'
          ? Behavior
          : undefined,
  set(name, value) {
    if (name === 'Page') Page = value
    else if (name === 'Component') Component = value
    else Behavior = value
  },
}
