/** What must go, once a list is longer than `most`, so that `kept` stay: the unimportant first, of either the oldest. */
export function surplus<T extends { readonly important: boolean }>(list: readonly T[], most: number, kept = most): T[] {
  if (list.length <= most) return []
  const important = list.filter((one) => one.important)
  return [...list.filter((one) => !one.important), ...important].slice(0, list.length - kept)
}
