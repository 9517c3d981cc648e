/** Whether a value is an object with properties: neither null nor an array. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether the object itself, not what it inherits from, has this property. */
export const has = (object: object, key: string): boolean => Object.prototype.hasOwnProperty.call(object, key)

/** An object without a prototype: any name is safe as a key. */
export const bare = <T>(): Record<string, T> => Object.create(null)

/** What stands at a dotted path of own properties; null where there is nothing. */
export function read(source: unknown, path: string): unknown {
  let value = source
  for (const key of path.indexOf('.') < 0 ? [path] : path.split('.')) {
    if (typeof value !== 'object' || value === null || !has(value, key)) return null
    value = (value as Record<string, unknown>)[key]
  }
  return value ?? null
}

/** Canonical JSON as RFC 8785 defines it: sorted keys, no white space. Takes plain JSON. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`
  if (!isObject(value)) return JSON.stringify(value ?? null)
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`
}
