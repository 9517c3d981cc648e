import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { processUse } from './processUse.mjs'

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url))

/**
 * Starts the built collector in a process of its own: `{ port, token, use, restart, stop }`. `use` is what all its processes
 * took so far; `restart` kills it by SIGKILL and starts it again at the same port and on the same folder.
 */
export async function startCollector(data) {
  let child
  let port = 0
  const token = 'bench-token'
  const past = { memory: 0, cpu: 0 }
  await start()
  return { port, token, use, restart, stop }

  async function start() {
    child = spawn(process.execPath, [bin, '--port', `${port}`, '--data', data, '--key', 'load', '--token', token], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit').then(() => Promise.reject(new Error('the collector does not start: pnpm build')))
    const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])
    ended.catch(() => {})
    port = Number(new URL(line.split(/\s+/)[1]).port)
  }

  function use() {
    const { memory, cpu } = processUse(child.pid)
    return { memory: Math.max(past.memory, memory), cpu: past.cpu + cpu }
  }

  async function end(signal) {
    Object.assign(past, use())
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  async function restart() {
    await end('SIGKILL')
    await start()
  }

  async function stop() {
    await end('SIGTERM')
    return past
  }
}
