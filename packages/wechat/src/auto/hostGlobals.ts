import type { Constructor, Globals } from './wrapGlobal.js'

declare let Page: Constructor
declare let Component: Constructor
declare let Behavior: Constructor

const reads: Record<string, () => Constructor> = {
  Page: () => Page,
  Component: () => Component,
  Behavior: () => Behavior,
}
const writes: Record<string, (value: Constructor) => void> = {
  Page: (value) => {
    Page = value
  },
  Component: (value) => {
    Component = value
  },
  Behavior: (value) => {
    Behavior = value
  },
}

/** The globals of the host that runs this. Where it has none of a name, to read it throws. */
export const hostGlobals: Globals = {
  get(name) {
    try {
      return reads[name]?.()
    } catch {}
  },
  set: (name, value) => writes[name]?.(value),
}
