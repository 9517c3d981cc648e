import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './UsageError.js'

/** Options of a command: `'FILE'` for one that takes a value, shown in messages; `''` for a switch. */
export interface OptionTable {
  readonly [name: string]: string
}

/**
 * Reads a command's arguments: one file, and options.
 * @throws UsageError for an unknown option, a value that is missing or too much, or anything but one file
 */
export function readOptions(command: string, table: OptionTable, args: readonly string[]) {
  const options: ParseArgsConfig['options'] = {}
  for (const name of Object.keys(table)) options[name] = { type: table[name] ? 'string' : 'boolean' }
  const known = Object.entries(table)
    .map(([name, value]) => `--${name}${value && ` ${value}`}`)
    .join(', ')
  let parsed: ReturnType<typeof parseArgs>
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    const [problem] = (error as Error).message.split(/\. |\n/)
    throw new UsageError(`${problem}. qianmian ${command} takes a FILE and understands ${known}`)
  }
  const { positionals, values } = parsed
  if (values.help) return { file: '', values }
  if (positionals.length !== 1)
    throw new UsageError(
      positionals.length
        ? `qianmian ${command} takes one FILE, not ${positionals.length}: ${positionals.join(' ')}`
        : `qianmian ${command} needs the FILE of a rules document`,
    )
  return { file: positionals[0]!, values }
}
