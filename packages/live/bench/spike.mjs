import { writeFileSync } from 'node:fs'
import { drawCurves } from './drawCurves.mjs'
import { simulate } from './simulate.mjs'

/**
 * 100,000 viewers enter a live room within two seconds: what the collector sees, second by second. As many real clients as
 * `--clients` says are simulated on virtual clocks, each standing for as many viewers as are needed, and the collector's
 * capacity is scaled with them.
 *
 * pnpm --filter @qianmian/live spike [--clients 5000] [--draw]
 */

const VIEWERS = 100_000
/** What the collector of the scenarios takes, in requests a second. */
const CAPACITY = 12_000
const SECONDS = 60

const given = process.argv.indexOf('--clients')
const clients = given > 0 ? Number(process.argv[given + 1]) : 5000
const weight = VIEWERS / clients

const room = { flushIntervalMs: 20_000 }
const scenarios = [
  { name: 'no jitter', jitter: false, capacity: Infinity },
  { name: 'jitter, as a client comes', jitter: true, capacity: Infinity },
  { name: 'jitter, flushIntervalMs: 20,000', jitter: true, capacity: Infinity, client: room },
  { name: 'no jitter, 12,000 a second, the others told to come later', jitter: false, capacity: CAPACITY },
  { name: 'jitter, 12,000 a second, the others told to come later', jitter: true, capacity: CAPACITY },
]

const format = (value) => Math.round(value).toLocaleString('en-GB')

console.log(`${format(VIEWERS)} viewers in two seconds; ${format(clients)} real clients, each for ${weight}\n`)
console.log('| scenario | requests in the worst second | refused | requests in all | events lost | at rest, a second |')
console.log('| --- | ---: | ---: | ---: | ---: | ---: |')
const curves = []
for (const { name, capacity, ...scenario } of scenarios) {
  const found = await simulate({ ...scenario, viewers: clients, seconds: SECONDS, capacity: capacity / weight })
  const sum = (list) => list.reduce((total, count) => total + count, 0) * weight
  const requests = found.requests.map((count) => count * weight)
  const calm = sum(found.requests.slice(-20)) / 20
  const cells = [Math.max(...requests), sum(found.refused), sum(found.requests), found.lost * weight, calm].map(format)
  console.log(`| ${[name, ...cells].join(' | ')} |`)
  curves.push({ name, requests })
}
if (process.argv.includes('--draw')) {
  const file = new URL('../../../docs/live-spike.svg', import.meta.url)
  writeFileSync(
    file,
    drawCurves(curves, { seconds: SECONDS, title: `${format(VIEWERS)} viewers enter within two seconds` }),
  )
  console.log('\ndrawn into docs/live-spike.svg')
}
