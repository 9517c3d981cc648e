import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, it } from 'vitest'
import { type Collector, type CollectorOptions, createCollector } from '../createCollector.js'
import { memoryStore } from '../testing/memoryStore.js'
import { event, post } from '../testing/post.js'

const open: Collector[] = []
afterEach(async () => {
  for (const collector of open.splice(0)) await collector.close()
})

async function start(options: Partial<CollectorOptions>): Promise<Collector> {
  const collector = createCollector({ writeKeys: ['demo'], onError() {}, ...options })
  open.push(collector)
  await collector.listen()
  return collector
}

/** Writes a body in chunks until the other side answers, and resolves with the answer and how much was sent. */
async function raw(collector: Collector, head: string, chunk: Buffer, most: number) {
  const socket = connect(collector.port, '127.0.0.1')
  let answer = ''
  let sent = 0
  socket.on('data', (data) => (answer += data)).on('error', () => {})
  const gone = once(socket, 'close')
  socket.write(`POST /v1/batch HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n`)
  while (sent < most && !socket.destroyed && !answer) {
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain').catch(() => {}), gone])
    sent += chunk.length
    await setTimeout(0)
  }
  for (let waited = 0; !answer && waited < 200; waited++) await setTimeout(10)
  socket.destroy()
  return { answer, sent }
}

it('answers 413 to a body over the limit long before it has read it all, whether its length was said or not', async () => {
  const collector = await start({ store: memoryStore() })
  const most = 400 * 1024 * 1024
  const chunk = Buffer.alloc(64 * 1024, 'x')
  const chunked = Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')])
  for (const [head, piece] of [
    [`content-length: ${most}`, chunk],
    ['transfer-encoding: chunked', chunked],
  ] as const) {
    const { answer, sent } = await raw(collector, head, piece, most)
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
    expect(sent).toBeLessThan(most / 10)
  }
})

it('takes a sender that goes in the middle for no failure of its own', async () => {
  const told: unknown[] = []
  const collector = await start({ store: memoryStore(), onError: (error) => told.push(error) })
  const socket = connect(collector.port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write('POST /v1/batch HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"writeKey"')
  await setTimeout(50)
  socket.destroy()
  await setTimeout(50)
  expect((await post(collector.url, [event('next')])).status).toBe(200)
  expect(told).toEqual([])
})

it('unpacks no more of a small body that would be a large one than the limit', async () => {
  const store = memoryStore()
  const collector = await start({ store })
  const bomb = gzipSync(Buffer.alloc(60 * 1024 * 1024, ' '))
  expect(bomb.length).toBeLessThan(400_000)
  const before = process.memoryUsage().rss
  const response = await fetch(`${collector.url}/v1/batch`, {
    method: 'POST',
    headers: { 'content-encoding': 'gzip' },
    body: new Uint8Array(bomb),
  })
  expect([response.status, await response.json()]).toMatchObject([413, { ok: false, errors: [{ code: 'too_large' }] }])
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
})

it('answers what it cannot unpack, or could not write, with what to do', async () => {
  const collector = await start({ store: memoryStore() })
  const brotli = await fetch(`${collector.url}/v1/batch?encoding=br`, { method: 'POST', body: '{}' })
  expect([brotli.status, await brotli.json()]).toMatchObject([415, { errors: [{ path: 'encoding' }] }])
  const deep = JSON.parse('{"a":'.repeat(1000) + 1 + '}'.repeat(1000))
  const { status, body } = await post(collector.url, [event('flat'), event('deep', { properties: deep })])
  expect([status, body.errors]).toMatchObject([400, [{ index: 1, code: 'invalid' }]])
})

it('acknowledges nothing that the store did not take, and takes it when it is sent again', async () => {
  let fails = 1
  const store = memoryStore(async () => {
    if (fails--) throw new Error('disk full')
  })
  const collector = await start({ store })
  const { status, headers, body } = await post(collector.url, [event('once')])
  expect([status, body.ok, body.errors]).toMatchObject([503, false, [{ code: 'unavailable' }]])
  expect(body.retryAfter).toBeGreaterThan(0)
  expect(headers.get('retry-after')).toBe(String(body.retryAfter))
  expect(store.rows).toEqual([])
  expect((await post(collector.url, [event('once')])).body).toMatchObject({ ok: true, accepted: 1, duplicates: 0 })
  expect(store.rows.map((row) => row.message_id)).toEqual(['once'])
})

/** A store whose inserts wait for `release`; `reached` resolves when one does. */
function heldStore() {
  let release = () => {}
  let reach = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const reached = new Promise<void>((resolve) => (reach = resolve))
  const store = memoryStore(() => {
    reach()
    return held
  })
  return { store, reached, release }
}

it('sends those away who would fill its memory, and serves them when they come back', async () => {
  const { store, reached, release } = heldStore()
  const collector = await start({ store, limits: { waitingBytes: 600_000 } })
  const heavy = { properties: { text: 'x'.repeat(30_000) } }
  const batch = Array.from({ length: 14 }, (_, index) => event(`m${index}`, heavy))
  const first = post(collector.url, batch)
  await reached
  const { status, body } = await post(collector.url, batch)
  expect([status, body]).toMatchObject([503, { ok: false, errors: [{ code: 'unavailable' }] }])
  expect(body.now).toBeGreaterThan(0)
  expect(body.retryAfter).toBeGreaterThan(0)
  release()
  expect((await first).status).toBe(200)
  expect((await post(collector.url, batch)).status).toBe(200)
})

it('answers and keeps what is under way when it closes', async () => {
  const { store, reached, release } = heldStore()
  const collector = await start({ store })
  const answer = post(collector.url, [event('1')])
  await reached
  const closed = collector.close()
  release()
  expect((await answer).status).toBe(200)
  await closed
  expect(store.rows.map((row) => row.message_id)).toEqual(['1'])
})

it('takes pages of the origins that it knows, and what is no page, and tells others who may come', async () => {
  const collector = await start({ store: memoryStore(), origins: ['https://shop.example', 'https://m.shop.example'] })
  const send = (headers: Record<string, string>, method = 'POST') =>
    fetch(`${collector.url}/v1/batch`, {
      method,
      headers: { 'content-type': 'text/plain', ...headers },
      ...(method === 'POST' && { body: JSON.stringify({ writeKey: 'demo', batch: [event('m')] }) }),
    })
  const allowed = await send({ origin: 'https://m.shop.example' })
  expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, 'https://m.shop.example'])
  expect(allowed.headers.get('vary')).toMatch(/origin/i)
  expect((await send({})).status).toBe(200)

  for (const origin of ['https://evil.example', 'https://shop.example.evil', 'http://shop.example', 'null']) {
    const refused = await send({ origin })
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { ok: false, errors: [{ path: 'origin', code: 'unknown', message: expect.stringContaining(origin) }] },
    ])
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    const preflight = await send({ origin, 'access-control-request-method': 'POST' }, 'OPTIONS')
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  }
  const bad = await fetch(`${collector.url}/v1/batch`, {
    method: 'POST',
    headers: { origin: 'https://shop.example' },
    body: '{}',
  })
  expect([bad.status, bad.headers.get('access-control-allow-origin')]).toEqual([401, 'https://shop.example'])
})
