/** The first of the values that is text and says something, or a number; otherwise the empty string. */
export function firstText(...values) {
  const found = values.find((value) => (typeof value === 'string' && value !== '') || typeof value === 'number')
  return found === undefined ? '' : String(found)
}
