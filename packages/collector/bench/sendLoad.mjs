import { Agent } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { generateEvents } from './generateEvents.mjs'
import { postBatch } from './postBatch.mjs'

/** Requests under way at most. */
const CONNECTIONS = 64

/** One batch in so many is compressed. */
const GZIP_EVERY = 4

const compress = promisify(gzip)

/**
 * Sends batches at a steady rate, whether they are answered or not, until the time is over, then waits for the answers.
 * A batch that is not acknowledged is sent again, with the same ids, until it is. A latency counts from when its batch was
 * due, so that a collector that falls behind cannot hide it.
 * @param sizes events a batch; each size carries the same share of the events
 * @param rate events a second; 0: as many as the collector answers
 */
export async function sendLoad({ port, seconds, rate, sizes }) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const generate = generateEvents()
  const load = { acknowledged: [], latencies: [], batches: 0, bytes: 0, refused: 0, broken: 0 }
  const begin = performance.now()
  const since = () => performance.now() - begin
  const underWay = new Set()
  let sent = 0

  for (const size of rounds(sizes)) {
    const due = rate ? (sent / rate) * 1000 : since()
    while (due > since()) await setTimeout(Math.min(20, due - since()))
    while (underWay.size >= CONNECTIONS) await Promise.race(underWay)
    if (since() >= seconds * 1000) break
    const delivery = deliver(size, due).finally(() => underWay.delete(delivery))
    underWay.add(delivery)
    sent += size
  }
  await Promise.all(underWay)
  agent.destroy()
  return { ...load, seconds: since() / 1000 }

  async function deliver(size, due) {
    const { ids, texts } = generate(size)
    const text = `{"writeKey":"load","sentAt":"${new Date().toISOString()}","batch":[${texts}]}`
    const gzipped = load.batches++ % GZIP_EVERY === 0
    const body = gzipped ? await compress(text, { level: 1 }) : Buffer.from(text)
    load.bytes += Buffer.byteLength(text)
    while (!(await acknowledged(gzipped ? '/v1/batch?encoding=gzip' : '/v1/batch', body)));
    load.latencies.push(since() - due)
    load.acknowledged.push(...ids)
  }

  /** Sends a batch once. False, after a pause, when it is to be sent again. */
  async function acknowledged(path, body) {
    const answer = await postBatch({ agent, port, path, body }).catch(() => null)
    if (answer?.status === 200) return true
    if (answer && answer.status !== 503) throw new Error(`the collector answered ${answer.status}: ${answer.text}`)
    load[answer ? 'refused' : 'broken']++
    await setTimeout(answer ? JSON.parse(answer.text).retryAfter * 1000 : 100)
    return false
  }
}

/** Batch sizes for ever, so that each size carries as many events as the others. */
function* rounds(sizes) {
  const most = Math.max(...sizes)
  for (;;) for (const size of sizes) for (let sent = 0; sent < most; sent += size) yield size
}
