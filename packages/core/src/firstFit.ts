/** What delivery adds to each entry: the comma, and its age. */
export const ADDED_BYTES = 26

/**
 * The first entries of a list, at most `count` and `size` bytes of them as they are sent. Any batch has room for one, since the
 * wire takes none of more than 32 KB.
 */
export function firstFit<T extends { readonly bytes: number }>(
  entries: readonly T[],
  count: number,
  size: number,
): T[] {
  let room = size
  const end = entries.findIndex(({ bytes }, i) => {
    room -= bytes + ADDED_BYTES
    return room < 0 || i === count
  })
  return entries.slice(0, end < 0 ? count : end)
}
