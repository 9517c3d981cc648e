/** The moment that ISO 8601 text with a zone says, in ms since the epoch; NaN for anything else. */
export function isoTime(value: unknown): number {
  if (typeof value !== 'string') return Number.NaN
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(value)) return Number.NaN
  return Date.parse(value)
}
