import { bytes } from './bytes.js'

/** What delivery adds to each entry: the comma, and its age. */
const ADDED_BYTES = 26

interface Sent {
  readonly text: string
}

/** How many bytes an entry takes of a request, at most. */
export function sentBytes({ text }: Sent): number {
  return bytes(text) + ADDED_BYTES
}

/**
 * The first entries of a list, at most `count` and `size` bytes of them as they are sent. Any batch has room for one, since the
 * wire takes none of more than 32 KB.
 */
export function firstFit<T extends Sent>(entries: readonly T[], count: number, size: number): T[] {
  let room = size
  const end = entries.findIndex((entry, i) => {
    room -= sentBytes(entry)
    return room < 0 || i === count
  })
  return entries.slice(0, end < 0 ? count : end)
}
