import type { Stop } from '@qianmian/core'
import type { Options } from './observed.js'

/** A constructor that the host offers as a global: `Page`, `Component`, `Behavior`. */
export type Constructor = (options: Options, ...more: unknown[]) => unknown

/** The host's globals: a global can be read and replaced by its bare name only. */
export interface Globals {
  get(name: string): Constructor | undefined
  set(name: string, value: Constructor): void
}

interface Wrapped extends Constructor {
  qianmian?: { wrap: ((options: Options) => Options) | undefined; readonly original: Constructor }
}

/**
 * Lets a global constructor take wrapped options. It is wrapped once, since a host may run `app.js` twice: who comes later
 * takes over. A global that cannot be replaced stays as it is, and so do options that cannot be wrapped.
 */
export function wrapGlobal(globals: Globals, name: string, wrap: (options: Options) => Options): Stop {
  const original: Wrapped | undefined = globals.get(name)
  if (!original) return () => {}
  const holder = original.qianmian ?? { wrap, original }
  holder.wrap = wrap
  if (!original.qianmian) {
    const wrapped: Wrapped = function (this: unknown, options, ...more) {
      let given = options
      try {
        if (Object(options) === options && holder.wrap) given = holder.wrap(options)
      } catch {}
      return original.call(this, given, ...more)
    }
    // Some hosts and frameworks hang helpers on the constructor.
    Object.assign(wrapped, original).qianmian = holder
    try {
      globals.set(name, wrapped)
    } catch {}
  }
  return () => {
    if (holder.wrap === wrap) holder.wrap = undefined
  }
}

/** A global constructor as the host offers it, whether it is wrapped or not. */
export function unwrapped(globals: Globals, name: string): Constructor | undefined {
  const found: Wrapped | undefined = globals.get(name)
  return found?.qianmian?.original ?? found
}
