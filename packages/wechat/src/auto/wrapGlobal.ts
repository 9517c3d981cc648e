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
  qianmian?: { wrap: ((options: Options) => Options) | undefined }
}

/**
 * Lets a global constructor take wrapped options. It is wrapped once, since a host may run `app.js` twice: who comes later
 * takes over. A global that cannot be replaced stays as it is.
 */
export function wrapGlobal(globals: Globals, name: string, wrap: (options: Options) => Options): Stop {
  const original: Wrapped | undefined = globals.get(name)
  if (!original) return () => {}
  const holder = original.qianmian ?? { wrap }
  holder.wrap = wrap
  if (!original.qianmian) {
    const wrapped: Wrapped = function (this: unknown, options, ...more) {
      return original.call(this, Object(options) === options && holder.wrap ? holder.wrap(options) : options, ...more)
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
