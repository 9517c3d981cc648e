/** An upper bound of a string's length in UTF-8: three bytes for every unit beyond ASCII. */
export function bytes(text: string): number {
  return text.replace(/[\u0080-\uffff]/g, '***').length
}

/**
 * Cuts a list into consecutive pieces of at most `count` entries and `size` bytes (their own and one for the comma).
 * An entry that is larger than that is a piece of its own; nothing is lost, doubled or moved.
 */
export function pieces<T extends { readonly bytes: number }>(
  entries: readonly T[],
  count: number,
  size: number,
): T[][] {
  const result: T[][] = []
  let room = 0
  for (const entry of entries) {
    room -= entry.bytes + 1
    const last = result[result.length - 1]
    if (last && room >= 0 && last.length < count) last.push(entry)
    else {
      result.push([entry])
      room = size - entry.bytes - 1
    }
  }
  return result
}
