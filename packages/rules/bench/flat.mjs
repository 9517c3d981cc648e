/** `user.city` as a name without a path: competitors are spared the splitting of paths, which costs them time. */
export const flatName = (path) => path.replace('.', '_')

/** `{ path: value }` as one flat object, without what is missing. */
export function flat(attributes) {
  const known = Object.entries(attributes).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known.map(([path, value]) => [flatName(path), value]))
}
