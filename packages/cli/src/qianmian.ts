import { checkCommand } from './checkCommand.js'
import type { Host } from './host.js'
import { simulateCommand } from './simulateCommand.js'
import { UsageError } from './UsageError.js'

const help = `qianmian: for the people who write what visitors see

  qianmian check FILE [--against OLD]          is the document right, and what does an edit take away
  qianmian simulate FILE --events LOG.jsonl    what it shows a visitor with this history, and why

qianmian COMMAND --help tells more.
`

const commands: { readonly [name: string]: (args: readonly string[], host: Host) => number } = {
  check: checkCommand,
  simulate: simulateCommand,
}

/** Runs the command that the arguments name. Returns the exit code: 2 when it was called wrongly. */
export function qianmian([name = '--help', ...args]: readonly string[], host: Host): number {
  if (name === '--help' || name === '-h') {
    host.print(help)
    return 0
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) throw new UsageError(`there is no command ${name}; there are ${Object.keys(commands).join(', ')}`)
    return command(args, host)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    host.complain(error.message)
    return 2
  }
}
