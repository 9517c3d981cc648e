import { createRequire } from 'node:module'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { createClient as Create } from '../src/createClient.js'
import { createTestCollector } from '../src/testing/createTestCollector.js'
import { createTestHost, type TestAnswer } from '../src/testing/createTestHost.js'
import { createTestDisk } from '../src/testing/createTestStorage.js'

const { createClient }: { createClient: typeof Create } = createRequire(import.meta.url)('../miniprogram_dist/index.js')

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const DAY_MS = 86_400_000
type Fault = (events: number) => TestAnswer | Promise<TestAnswer>
const faults: Record<string, Fault> = {
  500: () => ({ status: 500 }),
  429: () => ({ status: 429, header: { 'Retry-After': '3' } }),
  // Alone, what is too large is refused.
  413: (events) => ({ status: events > 1 ? 413 : 500 }),
  silence: () => new Promise(() => {}),
  reset: () => Promise.reject(new Error('reset')),
}
const amount = (step: string, ...values: number[]) => fc.tuple(fc.constant(step), fc.constantFrom(...values))
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: amount('record', 1, 7, 60) },
    { weight: 2, arbitrary: amount('record at length', 1, 40) },
    { weight: 6, arbitrary: amount('wait', 0, 1, 400, 3000, 20_000, 90_000) },
    { weight: 3, arbitrary: amount('kill', 1) },
    { weight: 2, arbitrary: amount('turn the clock by', -DAY_MS, -3_600_000, DAY_MS, 365 * DAY_MS) },
    { weight: 2, arbitrary: amount('ask for the shop', 3, 10) },
    ...['hide', 'show', 'offline', 'online', 'free the storage'].map((step) => amount(step, 1)),
    ...['refuse writes', 'lose answers', ...Object.keys(faults)].map((step) => amount(step, 1, 4)),
    amount('fill the storage', 5, 10),
  ),
  { minLength: 5, maxLength: 25 },
)

/** Plays the steps, lets everything become well, and tells what did not come to the collector as it was recorded. */
async function play(script: readonly (readonly [string, number])[]) {
  const disk = createTestDisk()
  const collector = createTestCollector()
  const first = new Map<string, string>()
  const changed: string[] = []
  let fault: Fault | undefined
  let left = 0
  let unwritten = 0
  let answersLost = 0
  let troubled = false
  let recorded = 0
  /** What this process has recorded, and what memory alone had of it when one was killed. */
  let here: number[] = []
  const excused = new Set<number>()

  collector.fault = (_, batch) => {
    for (const event of batch) {
      const { messageId } = event
      const text = JSON.stringify({ ...event, age: undefined })
      if (text !== (first.get(messageId) ?? text)) changed.push(messageId)
      first.set(messageId, text)
    }
    return left-- > 0 ? fault!(batch.length) : null
  }
  disk.before = (key) => {
    if (!key.includes('outbox') || unwritten-- <= 0) return
    troubled = true
    throw new Error('refused')
  }

  function open() {
    const host = createTestHost(disk, async (request) => {
      if (request.url.endsWith('/shop')) return new Promise<never>(() => {})
      const answer = await collector.answer(request)
      if (answersLost-- > 0) throw new Error('lost')
      return answer
    })
    const client = createClient(
      {
        writeKey: 'demo',
        endpoint: 'https://collect.example',
        onError: ({ code }) => (troubled ||= code === 'storage'),
      },
      { name: 'wechat', host, pages: () => [] },
    )
    return { host, client }
  }

  let { host, client } = open()
  const record = (times: number, padding: string) => {
    for (let i = 0; i < times; i++) {
      client.track('Product Viewed', { n: ++recorded, padding })
      here.push(recorded)
    }
  }
  const moves: Record<string, (n: number) => unknown> = {
    record: (n) => record(n, ''),
    'record at length': (n) => record(n, 'x'.repeat(8000)),
    wait: (ms) => vi.advanceTimersByTimeAsync(ms),
    async kill() {
      await vi.advanceTimersByTimeAsync(1)
      for (const n of troubled ? here : []) excused.add(n)
      host.kill()
      client.stop()
      troubled = false
      here = []
      ;({ host, client } = open())
    },
    'turn the clock by': (ms) => vi.setSystemTime(Date.now() + ms),
    'ask for the shop'(n) {
      const shop = { url: 'https://shop.example/shop', method: 'GET', header: {}, timeout: 20_000 } as const
      for (let i = 0; i < n; i++)
        host.request({ ...shop, dataType: 'text', responseType: 'text', success() {}, fail() {} })
    },
    hide: () => host.hide(),
    show: () => host.show(),
    offline: () => host.network(false),
    online: () => host.network(true),
    'fill the storage'(megabytes) {
      try {
        for (let i = 0; i < megabytes * 10; i++) host.setStorageSync(`shop ${i}`, 'x'.repeat(100_000))
      } catch {}
    },
    'free the storage'() {
      for (const key of [...disk.values.keys()]) if (key.startsWith('shop')) host.removeStorageSync(key)
    },
    'refuse writes': (n) => (unwritten = n),
    'lose answers': (n) => (answersLost = n),
  }
  for (const [step, n] of script)
    if (faults[step]) [fault, left] = [faults[step], n]
    else await moves[step]!(n)

  left = unwritten = answersLost = 0
  host.network(true)
  host.show()
  const order = () =>
    collector.events.flatMap(({ event, properties }) => (event === 'Product Viewed' ? properties!.n! : []))
  const missing = () => {
    const there = new Set(order())
    return Array.from({ length: recorded }, (_, i) => i + 1).filter((n) => !there.has(n) && !excused.has(n))
  }
  for (let s = 0; s < 1800 && missing()[0]; s++) await vi.advanceTimersByTimeAsync(1000)
  host.kill()
  client.stop()
  return { missing: missing(), changed, order: order() }
}

it('loses nothing, and sends again what it sent, in whatever order things go wrong', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const { missing, changed, order } = await play(script)
      expect({ missing, changed }).toEqual({ missing: [], changed: [] })
      // What leaves with an app that goes, and what storage had no room for, need not keep its place.
      if (!script.some(([step]) => /hide|storage|refuse/.test(step)))
        expect(order).toEqual([...order].sort((a, b) => a - b))
    }),
    { numRuns: 60 },
  )
}, 60_000)
