import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { printBadRows, printReplay } from './printReplay.js'
import { rowForm } from './readOrders.js'
import { replay } from './replay.js'

const help = `replay FILE: feeds an order log through the collector and the rules

  FILE             one order a line: ${rowForm}
  --config FILE    the rules document
  --now DATE       as of the end of this date, such as 2022-06-30, or of a moment such as 2022-06-30T18:00:00+08:00;
                   default: the present
  --data FOLDER    where the events are kept, one folder for one log; default .qianmian/replay
  --traits FILE    writes each customer's traits and tags, one JSON object a line
  --json           prints one JSON object instead of text
  --help           this text
`

/** Where things are unless the command line says otherwise. */
export interface ReplayDefaults {
  config: string
}

/**
 * The command `replay`. Prints to the terminal.
 * @param args what stands after the command's name
 * @returns the exit code
 */
export async function replayCommand(args: readonly string[], defaults: ReplayDefaults): Promise<number> {
  try {
    const { values, positionals } = read(args)
    if (values.help) {
      process.stdout.write(help)
      return 0
    }
    const [file, ...others] = positionals
    if (file === undefined || others.length) throw new Error('name one order log, such as: replay orders.txt')
    const report = await replay({
      file,
      config: values.config ?? defaults.config,
      data: resolve(values.data ?? '.qianmian/replay'),
      ...(values.now !== undefined && { now: values.now }),
      ...(values.traits !== undefined && { traits: values.traits }),
    })
    if (report.bad.length) console.error(`A row must be ${rowForm}. Passed over:\n${printBadRows(report)}`)
    console.log(values.json ? JSON.stringify(report, null, 2) : printReplay(report))
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message.split('. To specify')[0] : error)
    console.error('It takes FILE, --config, --now, --data, --traits, --json; replay --help says what they mean.')
    return 1
  }
}

function read(args: readonly string[]) {
  const text = { type: 'string' } as const
  const yes = { type: 'boolean' } as const
  return parseArgs({
    // pnpm hands on the -- that separates its own flags from the script's.
    args: args.filter((one) => one !== '--'),
    allowPositionals: true,
    options: { config: text, now: text, data: text, traits: text, json: yes, help: { ...yes, short: 'h' } },
  })
}
