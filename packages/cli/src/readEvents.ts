/** An event of a log, in the wire format; as much of it as the simulation itself looks at. */
export interface LoggedEvent {
  readonly type: string
  readonly messageId: string
  readonly timestamp: string
  readonly anonymousId?: string
  readonly userId?: string
  readonly [member: string]: unknown
}

/** A line of a log that is no event. `line` counts from 1. */
export interface BadLine {
  readonly line: number
  readonly problem: 'json' | 'type' | 'timestamp'
}

/** Reads a log with one event a line, the earliest first. Empty lines are passed over; a missing `messageId` is made from the line. */
export function readEvents(text: string): { events: LoggedEvent[]; bad: BadLine[] } {
  const events: LoggedEvent[] = []
  const bad: BadLine[] = []
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (!line.trim()) continue
    const event = read(line)
    const problem = problemOf(event)
    if (problem) bad.push({ line: index + 1, problem })
    else {
      const { messageId = `line-${index + 1}` } = event as Partial<LoggedEvent>
      events.push({ ...(event as LoggedEvent), messageId: `${messageId}` })
    }
  }
  return { events: events.sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp)), bad }
}

function read(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function problemOf(event: unknown): BadLine['problem'] | null {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return 'json'
  const { type, timestamp } = event as Partial<LoggedEvent>
  if (!/^(track|page|identify|group|alias)$/.test(`${type}`)) return 'type'
  // Without an offset it would be another moment on every machine.
  const isMoment = /T.*(Z|[+-]\d\d:?\d\d)$/i.test(`${timestamp}`) && !Number.isNaN(Date.parse(`${timestamp}`))
  return isMoment ? null : 'timestamp'
}
