/** Whether a value is an object with properties: neither null nor an array. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether the object itself, not what it inherits from, has this property. */
export const has = (object: object, key: string): boolean => Object.prototype.hasOwnProperty.call(object, key)

/** A table without a prototype, so that any name is safe as a key, with the entries of others. */
export const bare = <T>(...others: unknown[]): Record<string, T> => Object.assign(Object.create(null), ...others)

/** A copy of what JSON can carry of a value; undefined where it can carry nothing. */
export const copy = (value: unknown): unknown => attempt(() => JSON.parse(JSON.stringify(value)))

/** What `work` returns, or else something: what cannot be read costs itself only. */
export function attempt<T>(work: () => T): T | undefined
export function attempt<T>(work: () => T, otherwise: T): T
export function attempt<T>(work: () => T, otherwise?: T): T | undefined {
  try {
    return work()
  } catch {
    return otherwise
  }
}

/** Stands for a value that is there but that nobody may rely on: what is said of it is neither true nor false. */
export const UNKNOWN = Symbol()

/** What stands at a dotted path of own properties; null where there is nothing. */
export function read(source: unknown, path: string): unknown {
  let value = source
  for (const key of path.includes('.') ? path.split('.') : [path]) {
    if (typeof value !== 'object' || value === null || !has(value, key)) return value === UNKNOWN ? value : null
    value = (value as Record<string, unknown>)[key]
  }
  return value ?? null
}

/** The first segment of a path. */
export const rootOf = (path: string): string => path.split('.', 1)[0]!

/** Canonical JSON as RFC 8785 defines it: sorted keys, no white space. Takes plain JSON. */
export const canonical = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(canonical)}]`
    : isObject(value)
      ? `{${Object.keys(value)
          .filter((key) => value[key] !== undefined)
          .sort()
          .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`
      : JSON.stringify(value ?? null)
