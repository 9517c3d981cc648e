import { createHash } from 'node:crypto'

/** One row of an order log. */
export interface Order {
  /** The same for the same row, also after rows were added to the log. */
  readonly id: string
  readonly customer: string
  /** Year, month from 1, day. */
  readonly date: readonly [number, number, number]
  readonly quantity: number
  readonly cents: number
}

/** A line that is no order. `line` counts from 1. */
export interface BadRow {
  readonly line: number
  readonly text: string
}

/** What a row must look like. */
export const rowForm = 'customer YYYYMMDD quantity dollars, with white space between them'

/**
 * Reads an order log, one order a line: `00001 20210101 1 11.77`. Empty lines are passed over.
 * A row's id comes from what it says and from how many equal rows stand above it.
 */
export function readOrders(text: string): { orders: Order[]; bad: BadRow[] } {
  const orders: Order[] = []
  const bad: BadRow[] = []
  const seen = new Map<string, number>()
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.trim()) continue
    const row = /^\s*(\S{1,256})\s+(\d{8})\s+(\d{1,9})\s+(-?\d{1,11})(?:\.(\d{1,2}))?\s*$/.exec(line)
    const date = row && readDate(row[2]!)
    if (!row || !date) {
      bad.push({ line: index + 1, text: line.trim() })
      continue
    }
    const [, customer, day, count, dollars, fraction = ''] = row as unknown as string[]
    const sign = dollars!.startsWith('-') ? -1 : 1
    const cents = Number(dollars) * 100 + sign * Number(fraction.padEnd(2, '0'))
    const said = [customer, day, Number(count), cents].join(' ')
    const copy = (seen.get(said) ?? 0) + 1
    seen.set(said, copy)
    const id = `order-${createHash('sha256').update(`${said} ${copy}`).digest('base64url').slice(0, 22)}`
    orders.push({ id, customer: customer!, date, quantity: Number(count), cents })
  }
  return { orders, bad }
}

function readDate(digits: string): Order['date'] | null {
  const [year, month, day] = [+digits.slice(0, 4), +digits.slice(4, 6), +digits.slice(6)]
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1970 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? [year, month, day] : null
}
