import type { StoredEvent } from '@qianmian/core'

/** An event with the `seq` of its row. */
export interface Line extends StoredEvent {
  readonly seq: number
}

/** A part of the outbox, and, in the last one, what holds for the whole. */
export interface Segment {
  /** Its key: the first `seq` in it, and a thousandth for each segment that this row fills before. */
  readonly first: number
  /** The newest `seq` that was given when this was the last segment. */
  last: number
  lines: Line[]
}

/** The number of the last row, then a line an event, with its text last: as JSON it would be escaped once more. */
export function writeSegment({ last, lines }: Segment): string {
  const texts = lines.map(({ seq, at, important, text }) => `${seq} ${at} ${+important} ${text}`)
  return [last, ...texts].join('\n')
}

/** The segment under a key. What cannot be read is passed over. */
export function readSegment(first: number, text: unknown): Segment {
  const segment: Segment = { first, last: Math.floor(first), lines: [] }
  const [head, ...texts] = `${text}`.split('\n')
  if (+head! > 0) segment.last = +head!
  for (const line of texts) {
    const [, seq, at, important, text] = /^(\d+) (\S+) ([01]) (.*)$/.exec(line) ?? []
    if (text) segment.lines.push({ seq: +seq!, at: +at!, important: important === '1', text })
  }
  return segment
}
