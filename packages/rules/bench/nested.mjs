/** `{ path: value }` as the objects that Qianmian takes, with null for what is missing. */
export function nested(attributes) {
  const result = {}
  for (const [path, value = null] of Object.entries(attributes)) {
    const [root, name] = path.split('.')
    if (name) (result[root] ??= {})[name] = value
    else result[root] = value
  }
  return result
}
