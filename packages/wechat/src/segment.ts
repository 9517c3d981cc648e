import type { Row, SavedVisitor } from '@qianmian/core'

/** A part of the outbox: rows from `first` on, and, in the last one, what holds for the whole. */
export interface Segment {
  readonly first: number
  /** The newest `seq` that was given when this was the last segment. */
  last: number
  visitor: SavedVisitor | null
  rows: Row[]
}

/** A line of JSON, then a line a row, with the event's text last: as JSON it would be escaped once more. */
export function writeSegment({ last, visitor, rows }: Segment): string {
  const lines = rows.map(({ seq, at, bytes, important, text }) => `${seq} ${at} ${bytes} ${+important} ${text}`)
  return [JSON.stringify([last, visitor]), ...lines].join('\n')
}

/** The segment that starts with this `seq`. What cannot be read is passed over. */
export function readSegment(first: number, text: unknown): Segment {
  const segment: Segment = { first, last: first, visitor: null, rows: [] }
  const [head, ...lines] = `${text}`.split('\n')
  try {
    ;[segment.last, segment.visitor] = JSON.parse(head!)
  } catch {}
  for (const line of lines) {
    const [, seq, at, bytes, important, text] = /^(\d+) (\S+) (\d+) ([01]) (.*)$/.exec(line) ?? []
    if (text) segment.rows.push({ seq: +seq!, at: +at!, bytes: +bytes!, important: important === '1', text })
  }
  return segment
}
