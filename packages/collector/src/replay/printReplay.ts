import { showLocal } from '../localTime.js'
import type { ReplayReport } from './replay.js'

/** How many bad rows are shown; all are counted. */
const shown = 10

/** The report as aligned text: every line is a name, a number, and what more there is to say. */
export function printReplay(report: ReplayReport): string {
  const { config, sizes } = report
  const lines = [
    ['log', report.file],
    ['config', `${config.id}, revision ${config.revision}, ${config.tz}`],
    ['rows read', report.rows],
    ['bad rows', report.bad.length],
    ['new events', report.new],
    ['duplicates', report.duplicates],
    ['events stored', report.stored],
    ['customers', report.customers],
    ['orders', report.orders],
    ['money', report.money.toFixed(2)],
    [],
    ['as of', showLocal(config.tz, Date.parse(report.now))],
    ['customers then', sizes.customers],
    [],
    ...sizes.tags.map(({ name, title, customers }) => [`tag ${name}`, customers, title ?? '']),
    ...sizes.traits.flatMap(({ name, values }) => [
      [],
      ...values.map(({ value, customers }) => [`${name} ${value}`, customers]),
    ]),
  ]
  const names = Math.max(...lines.map(([name]) => String(name ?? '').length))
  const numbers = Math.max(
    ...lines.map(([, value]) => (typeof value === 'number' ? String(value).length : 0)),
    report.money.toFixed(2).length,
  )
  return lines
    .map(([name = '', value = '', more = '']) => {
      const number = /^-?[\d.]+$/.test(String(value))
      return `${String(name).padEnd(names)}  ${number ? String(value).padStart(numbers) : value}  ${more}`.trimEnd()
    })
    .join('\n')
}

/** The bad rows as text, one a line; empty when there is none. */
export function printBadRows({ bad, file }: ReplayReport): string {
  const lines = bad.slice(0, shown).map(({ line, text }) => `${file}:${line}: ${text}`)
  if (bad.length > shown) lines.push(`and ${bad.length - shown} more`)
  return lines.join('\n')
}
