import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What a test reads with. */
export const token = 'reader-token'

/** The built command. */
export const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url))

/** Starts the built collector on a folder, in a process of its own, and resolves when it answers. Port 0: any that is free. */
export function startCollector(
  data: string,
  port = 0,
  ...flags: readonly string[]
): Promise<{ child: ChildProcess; url: string }> {
  return run([bin, '--port', `${port}`, '--data', data, '--token', token, ...flags])
}

/**
 * Starts the built collector where no file may grow beyond so many blocks of 512 bytes: to it the disk is full then. The
 * file of its log is full from the beginning.
 */
export function startCramped(data: string, blocks: number): Promise<{ child: ChildProcess; url: string }> {
  writeFileSync(`${data}.log`, Buffer.alloc(512 * blocks))
  const command = `ulimit -f ${blocks}; exec 2>>"$1".log; shift; exec "$0" "$@"`
  return run(['-c', command, process.execPath, data, bin, '--port', '0', '--data', data, '--token', token], 'sh')
}

/** Starts a collector that dies by SIGKILL as soon as its first insert has returned, before anybody hears of it. */
export function startMortal(data: string): Promise<{ child: ChildProcess; url: string }> {
  return run(['--input-type=module', '--eval', mortal, data, token])
}

const mortal = `
  import { chdbStore, createCollector } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)}
  const [data, token] = process.argv.slice(1)
  const store = await chdbStore(data)
  const insert = async (rows) => {
    await store.insert(rows)
    process.kill(process.pid, 'SIGKILL')
  }
  const collector = createCollector({ writeKeys: ['demo'], token, store: { ...store, insert } })
  console.log('events', await collector.listen())
`

async function run(args: string[], command = process.execPath): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  return { child, url: new URL(line.split(/\s+/)[1]!).origin }
}
