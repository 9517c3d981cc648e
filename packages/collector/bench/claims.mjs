import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { postBatch } from './postBatch.mjs'
import { startCollector } from './startCollector.mjs'

/** People claim from a stock as fast as they are answered: how many claims a second, and how long each waits. */

const { values } = parseArgs({
  options: {
    claims: { type: 'string', default: '20000' },
    total: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '256' },
  },
})
const claims = Number(values.claims)
const total = Number(values.total)
const folder = mkdtempSync(join(tmpdir(), 'qianmian-claims-'))
try {
  const collector = await startCollector(folder)
  const agent = new Agent({ keepAlive: true, maxSockets: Number(values.connections) })
  const definition = JSON.stringify({ kind: 'stock', total, code: 'BACK20' })
  const made = await fetch(`http://127.0.0.1:${collector.port}/v1/activities/coupon`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${collector.token}` },
    body: definition,
  })
  if (!made.ok) throw new Error(await made.text())
  let next = 0
  let granted = 0
  let again = 0
  const waits = []
  const begin = performance.now()
  await Promise.all(Array.from({ length: Number(values.connections) }, client))
  const seconds = (performance.now() - begin) / 1000
  agent.destroy()
  const { memory, cpu } = await collector.stop()
  waits.sort((a, b) => a - b)
  const wait = (share) => waits[Math.floor(share * (waits.length - 1))].toFixed(0)
  const lines = [
    ['claims', `${claims} of ${total} coupons: ${granted} granted`],
    ['claims a second', Math.round(claims / seconds)],
    ['answered after, ms', `p50 ${wait(0.5)}, p99 ${wait(0.99)}, at most ${wait(1)}`],
    ['collector', `${Math.round(memory)} MB at most, ${((cpu / claims) * 1e6).toFixed(0)} us of CPU a claim`],
    ['sent again', again],
  ]
  for (const [name, value] of lines) console.log(`${name.padEnd(21)}${value}`)
  process.exitCode = granted === Math.min(claims, total) ? 0 : 1

  async function client() {
    while (next < claims) {
      const number = next++
      const body = Buffer.from(
        `{"writeKey":"load","userId":"u${number}","activity":"coupon","action":"claim","id":"tap${number}"}`,
      )
      const sentAt = performance.now()
      let answer = null
      while (answer?.status !== 200) {
        if (answer) again++
        answer = await postBatch({ agent, port: collector.port, path: '/v1/activities/act', body })
      }
      waits.push(performance.now() - sentAt)
      if (JSON.parse(answer.text).ok) granted++
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
