import { ATTRIBUTES } from './attributes.mjs'

const lists = new Set(ATTRIBUTES.filter(({ type }) => type === 'list').map(({ path }) => path))

/**
 * A condition as a list of `{ path, operator, operand, isList }` or `{ or: [list, …] }`.
 * A plain value is `$eq`; `isList` tells that the attribute is a list.
 */
export function clauses(when) {
  return Object.entries(when).flatMap(([path, expected]) => {
    if (path === '$or') return [{ or: expected.map(clauses) }]
    const operators = typeof expected === 'object' ? expected : { $eq: expected }
    return Object.entries(operators).map(([operator, operand]) => ({
      path,
      operator,
      operand,
      isList: lists.has(path),
    }))
  })
}
