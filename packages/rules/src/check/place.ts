/** The path of a member: `tags.loyal`, and in brackets what is no plain name: `when["page.path"]`. */
export const place = (path: string, name: string | number): string =>
  typeof name === 'number'
    ? `${path}[${name}]`
    : /^[\p{L}\p{N}_$-]+$/u.test(name)
      ? `${path && `${path}.`}${name}`
      : `${path}[${JSON.stringify(name)}]`

/** Whether a path is another one, or a part of what stands there. */
export const isWithin = (path: string, outer: string): boolean =>
  !outer || (path.startsWith(outer) && (path.length === outer.length || /[.[]/.test(path[outer.length]!)))
