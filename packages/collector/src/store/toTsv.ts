import { columns, type EventRow } from './eventRow.js'

const names = Object.keys(columns) as (keyof EventRow)[]
const special = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/**
 * Rows as ClickHouse's TabSeparated, in the order of `columns`. The JSON in a row goes in nearly as it is, where
 * JSONEachRow would escape it a second time: this costs half as much here, and less in the engine.
 * Source: https://clickhouse.com/docs/interfaces/formats/TabSeparated
 */
export function toTsv(rows: readonly EventRow[]): Buffer {
  let text = ''
  for (const row of rows) {
    let before = ''
    for (const name of names) {
      text += before + field(row[name])
      before = '\t'
    }
    text += '\n'
  }
  return Buffer.from(text)
}

function field(value: string | number | null): string | number {
  if (typeof value !== 'string') return value ?? '\\N'
  return special.test(value) ? value.replace(/[\\\t\n\r]/g, (one) => escapes[one]!) : value
}
