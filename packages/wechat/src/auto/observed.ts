/** What the host calls with the author's `this`. */
export type Method = (this: object, ...args: unknown[]) => unknown

/** The options of a page, component or behavior, as the author wrote them. */
export type Options = { readonly [name: string]: unknown }

/** Told before one of the author's methods runs; what it throws is nobody's. */
export type Watcher = (self: object, args: readonly unknown[]) => void

/**
 * A copy of the author's options, accessors and prototype included, in which some members are replaced. The author's own
 * object stays as it was: two pages may share it.
 */
export function withMembers(options: Options, members: Options): Options {
  const own = Object.getOwnPropertyDescriptors(options)
  for (const name of Object.keys(members))
    own[name] = { value: members[name], enumerable: true, configurable: true, writable: true }
  return Object.create(Object.getPrototypeOf(options), own)
}

/**
 * The author's method, watched: the same `this`, arguments, return value, error, and whatever hangs on it, as `cancel` on
 * what is debounced; a class among the members stays one. Where there is none, one that does nothing. `result` sees what was
 * returned and says what is returned instead.
 */
export function observed(
  original: unknown,
  watch: Watcher,
  result: (returned: unknown, self: object, args: readonly unknown[]) => unknown = (returned) => returned,
): Method {
  const method: Method = function (...args) {
    if (new.target) return Reflect.construct(original as new () => object, args, new.target)
    try {
      watch(this, args)
    } catch {}
    return result(typeof original === 'function' ? original.apply(this, args) : undefined, this, args)
  }
  if (typeof original === 'function') Object.defineProperties(method, Object.getOwnPropertyDescriptors(original))
  return method
}
