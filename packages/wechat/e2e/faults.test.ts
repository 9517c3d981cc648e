import { createRequire } from 'node:module'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { createClient as Create } from '../src/createClient.js'
import { createTestCollector } from '../src/testing/createTestCollector.js'
import { createTestHost } from '../src/testing/createTestHost.js'
import { createTestDisk } from '../src/testing/createTestStorage.js'

const { createClient }: { createClient: typeof Create } = createRequire(import.meta.url)('../miniprogram_dist/index.js')

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A device whose mini-program is opened, as often as a test likes, with one collector. */
function device() {
  const disk = createTestDisk()
  const collector = createTestCollector()
  let recorded = 0
  return {
    disk,
    collector,
    open() {
      const host = createTestHost(disk, (request) => collector.answer(request))
      const errors: string[] = []
      const client = createClient(
        { writeKey: 'demo', endpoint: 'https://collect.example', onError: ({ code }) => errors.push(code) },
        { name: 'wechat', host, pages: () => [] },
      )
      const record = (times: number) => {
        for (let i = 0; i < times; i++) client.track('Product Viewed', { n: ++recorded })
      }
      return { host, client, errors, record }
    },
    /** Lets time pass until all is there, ten minutes at most, and tells which of the recorded are. */
    async arrived() {
      const numbers = () =>
        new Set(collector.events.flatMap(({ event, properties }) => (event === 'Product Viewed' ? properties!.n! : [])))
      for (let s = 0; s < 600 && numbers().size < recorded; s++) await vi.advanceTimersByTimeAsync(1000)
      return { missing: recorded - numbers().size, recorded }
    },
  }
}

const answers = {
  '500 three times': [3, () => ({ status: 500 })],
  '429 with Retry-After': [2, () => ({ status: 429, header: { 'Retry-After': '7' } })],
  '502 with a page of HTML': [1, () => ({ status: 502, body: '<html>' })],
  'no answer in time': [1, () => new Promise<never>(() => {})],
  'a connection that breaks': [2, () => Promise.reject(new Error('reset'))],
} as const

for (const [name, [times, fault]] of Object.entries(answers))
  it(`loses nothing to ${name}`, async () => {
    const { open, collector, arrived } = device()
    let left: number = times
    collector.fault = () => (left-- > 0 ? (fault() as never) : null)
    const { record } = open()
    for (let i = 0; i < 15; i++) {
      record(10)
      await vi.advanceTimersByTimeAsync(700)
    }
    expect(await arrived()).toEqual({ missing: 0, recorded: 150 })
  })

it('loses nothing to a collector that takes only small batches', async () => {
  const { open, collector, arrived } = device()
  collector.fault = (_, batch) => (batch.length > 7 ? { status: 413 } : null)
  open().record(150)
  expect(await arrived()).toEqual({ missing: 0, recorded: 150 })
})

it('loses nothing when the app goes to the background and its requests are interrupted', async () => {
  const { open, collector, arrived } = device()
  collector.fault = () => new Promise<never>(() => {})
  const { host, record } = open()
  record(30)
  await vi.advanceTimersByTimeAsync(100)
  host.hide()
  await vi.advanceTimersByTimeAsync(60_000)
  collector.fault = null
  expect(collector.events).toEqual([])
  host.show()
  await vi.advanceTimersByTimeAsync(1000)
  expect((await arrived()).missing).toBe(0)
})

it('sends what is left when the app goes to the background', async () => {
  const { open, collector } = device()
  const { host, record } = open()
  record(3)
  await vi.advanceTimersByTimeAsync(1)
  host.hide()
  await vi.advanceTimersByTimeAsync(1)
  expect(collector.events.map(({ event }) => event)).toEqual(['Session Started', ...Array(3).fill('Product Viewed')])
})

it('loses nothing while the shop itself has ten requests under way, and has three at most of its own', async () => {
  const { open, collector, arrived } = device()
  const { host, record } = open()
  collector.fault = ({ url }) => (url.endsWith('/shop') ? new Promise<never>(() => {}) : null)
  const shop = { url: 'https://shop.example/shop', method: 'POST', header: {}, data: '{"batch":[]}', timeout: 20_000 }
  for (let i = 0; i < 10; i++)
    host.request({ ...shop, method: 'POST', dataType: 'text', responseType: 'text', success() {}, fail() {} })
  expect(host.running()).toBe(10)
  record(40)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(collector.events).toEqual([])
  expect((await arrived()).missing).toBe(0)
  collector.fault = () => new Promise<never>(() => {})
  record(2000)
  await vi.advanceTimersByTimeAsync(1)
  host.hide()
  expect(host.running()).toBeLessThanOrEqual(3)
})

it('loses nothing of 5,000 events recorded offline over three visits', async () => {
  const { open, collector, arrived } = device()
  for (const count of [2000, 2000, 1000]) {
    const { host, record, errors } = open()
    host.network(false)
    for (let i = 0; i < count; i += 100) {
      record(100)
      await vi.advanceTimersByTimeAsync(500)
    }
    expect(errors).toEqual([])
    host.kill()
  }
  expect(collector.events).toEqual([])
  const { client } = open()
  const flushed = client.flush()
  expect(await arrived()).toEqual({ missing: 0, recorded: 5000 })
  await vi.advanceTimersByTimeAsync(1000)
  await flushed
  expect(collector.repeats()).toBe(0)
})

it('loses nothing that was recorded before the process was killed in the next task', async () => {
  const { open, collector, arrived } = device()
  collector.fault = () => new Promise<never>(() => {})
  for (let visit = 0; visit < 7; visit++) {
    const { host, record } = open()
    await vi.advanceTimersByTimeAsync(1)
    record(11)
    await vi.advanceTimersByTimeAsync(0)
    host.kill()
  }
  collector.fault = null
  open()
  expect(await arrived()).toEqual({ missing: 0, recorded: 77 })
})

it('keeps an event that storage had written when the process was killed before it answered', async () => {
  const { open, disk, collector, arrived } = device()
  collector.fault = () => new Promise<never>(() => {})
  const { host, record } = open()
  await vi.advanceTimersByTimeAsync(1)
  disk.before = (key, value) => {
    if (!key.includes('outbox')) return
    disk.values.set(key, value)
    host.kill()
    throw new Error('no answer')
  }
  record(5)
  await vi.advanceTimersByTimeAsync(1)
  disk.before = () => {}
  collector.fault = null
  open()
  expect(await arrived()).toEqual({ missing: 0, recorded: 5 })
})

it('delivers from memory what finds no room in a full storage', async () => {
  const { open, disk, collector, arrived } = device()
  collector.fault = () => ({ status: 503 })
  const { host, record, errors } = open()
  for (const size of [1_000_000, 100_000])
    for (let i = 0; i < 10; i++)
      try {
        host.setStorageSync(`shop ${size} ${i}`, 'x'.repeat(size))
      } catch {}
  record(600)
  await vi.advanceTimersByTimeAsync(1000)
  expect(errors).toEqual(['storage'])
  expect(disk.values.size).toBeGreaterThan(9)
  collector.fault = null
  expect(await arrived()).toEqual({ missing: 0, recorded: 600 })
})

it('says the same message ids again after an answer that got lost', async () => {
  const { open, collector, arrived } = device()
  const seen: string[] = []
  let lost = 2
  collector.fault = (_, batch) => {
    seen.push(...batch.map(({ messageId }) => messageId))
    return lost-- > 0 ? Promise.reject(new Error('reset')) : null
  }
  open().record(20)
  expect((await arrived()).missing).toBe(0)
  expect(new Set(seen).size).toBe(21)
  expect(seen.length).toBeGreaterThan(21)
})
