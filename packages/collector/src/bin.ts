import { parseArgs } from 'node:util'
import { createCollector } from './createCollector.js'

const help = `qianmian-collector: receives events, keeps each once, and reports on them

  --port NUMBER    where to listen on this machine; default 4318, 0: any that is free
  --host ADDRESS   the address to listen on; default 127.0.0.1
  --data FOLDER    where the events are kept; default: a temporary folder, removed at the end
  --key KEY        a write key that senders may use, may be repeated; default demo
  --token TOKEN    who may read, 8 characters or more; default: a new one, shown at the start
  --activities FOLDER
                   where activities are decided; default: activities in the folder of --data, with a server none
  --config FILE    the rules document to serve as /config.json, may be repeated: the live page knows the names in all
  --origin ORIGIN  a site whose pages may send and read, may be repeated; default: all
  --help           this text

With CLICKHOUSE_URL=http://user:password@host:8123/database and without --data the events go to that server.
`

/** What the command line says, or why it says nothing that could be understood. */
function read() {
  const text = { type: 'string' } as const
  const many = { type: 'string', multiple: true } as const
  const { values } = parseArgs({
    options: {
      port: text,
      host: text,
      data: text,
      activities: text,
      key: many,
      token: text,
      config: many,
      origin: many,
      help: { type: 'boolean', short: 'h' },
    },
  })
  const port = Number(values.port ?? 4318)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error('--port must be a number from 0 to 65535')
  return { ...values, port }
}

async function main() {
  const { port, host, data, activities, key, token, config, origin, help: asked } = read()
  if (asked) return void process.stdout.write(help)
  const server = data === undefined ? process.env.CLICKHOUSE_URL : undefined
  const collector = createCollector({
    writeKeys: key ?? ['demo'],
    port,
    host,
    data,
    activities,
    token,
    config,
    origins: origin,
    ...(server && { clickhouse: server }),
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void collector.close().catch(fail))
  await collector.listen().catch(async (error) => {
    await collector.close()
    throw error
  })
  console.log(`events     ${collector.url}/v1/batch`)
  console.log(`live page  ${collector.url}/live#token=${collector.token}`)
  if (config) console.log(`config     ${collector.url}/config.json`)
}

function fail(error: unknown) {
  console.error(error instanceof Error ? error.message : error)
  console.error('Run qianmian-collector --help for what it understands.')
  process.exitCode = 1
}

// A log that nobody can write or read any more, on a full disk or in a closed terminal, ends no collector.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

main().catch(fail)
