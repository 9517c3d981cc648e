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
    throw new UsageError(
      `${problem}. qianmian ${command} takes a FILE and understands ${known}`,
      `选项有误（${problem}）。qianmian ${command} 需要一个文件 FILE，可用的选项有 ${known}`,
    )
  }
  const { positionals, values } = parsed
  if (values.help) return { file: '', values }
  if (positionals.length !== 1)
    throw positionals.length
      ? new UsageError(
          `qianmian ${command} takes one FILE, not ${positionals.length}: ${positionals.join(' ')}`,
          `qianmian ${command} 只接受一个文件，这里有 ${positionals.length} 个：${positionals.join(' ')}`,
        )
      : new UsageError(
          `qianmian ${command} needs the FILE of a rules document`,
          `qianmian ${command} 后面要写规则文档的文件名`,
        )
  return { file: positionals[0]!, values }
}
