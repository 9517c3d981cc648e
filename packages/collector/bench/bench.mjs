import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { countStored } from './countStored.mjs'
import { reportLoad } from './reportLoad.mjs'
import { sendLoad } from './sendLoad.mjs'
import { startCollector } from './startCollector.mjs'

/** Ms between two kills. */
const KILL_EVERY = 5000

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '10000' },
    sizes: { type: 'string', default: '50,500' },
    kill: { type: 'boolean', default: false },
  },
})
const rate = Number(values.rate)
const sizes = values.sizes.split(',').map(Number)
const folder = mkdtempSync(join(tmpdir(), 'qianmian-load-'))
try {
  const collector = await startCollector(folder)
  let kills = 0
  let killing = Promise.resolve()
  const killer = setInterval(() => {
    if (!values.kill) return
    kills++
    killing = killing.then(collector.restart)
  }, KILL_EVERY)
  const before = process.cpuUsage()
  const load = await sendLoad({ port: collector.port, seconds: Number(values.seconds), rate, sizes })
  const { user, system } = process.cpuUsage(before)
  clearInterval(killer)
  await killing
  const use = await collector.stop()
  const stored = await countStored(folder, load.acknowledged)
  const held = reportLoad({ load, use, ownCpu: (user + system) / 1e6, stored, kills, rate: values.kill ? 0 : rate })
  process.exitCode = held ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
