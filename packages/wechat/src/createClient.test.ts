import { expect, it } from 'vitest'
import { createClient } from './createClient.js'
import { createTestCollector } from './testing/createTestCollector.js'
import { createTestHost } from './testing/createTestHost.js'
import { createTestDisk } from './testing/createTestStorage.js'

const options = { writeKey: 'demo', endpoint: 'https://collect.example' }

it('delivers what was recorded, as the same visitor in the next visit', async () => {
  const disk = createTestDisk()
  const collector = createTestCollector()
  for (const event of ['Product Viewed', 'Product Added']) {
    const host = createTestHost(disk, (request) => collector.answer(request))
    const client = createClient(options, { name: 'wechat', host, pages: () => [] })
    client.track(event)
    await client.flush()
    client.stop()
    host.kill()
  }
  expect(collector.events.map(({ event }) => event)).toEqual(['Session Started', 'Product Viewed', 'Product Added'])
  expect(new Set(collector.events.map((event) => (event as { anonymousId?: string }).anonymousId)).size).toBe(1)
})

it('stores and sends nothing before consent', async () => {
  const disk = createTestDisk()
  const collector = createTestCollector()
  const host = createTestHost(disk, (request) => collector.answer(request))
  const client = createClient({ ...options, consent: { required: true } }, { name: 'wechat', host, pages: () => [] })
  client.track('Product Viewed')
  await client.ready
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect([disk.values.size, collector.requests]).toEqual([0, 0])
  client.consent({ analytics: true, personalization: true })
  await client.flush()
  expect(collector.events.length).toBe(2)
  client.stop()
})

it('throws, and says what to write, when an option is wrong', () => {
  const host = createTestHost(createTestDisk(), async () => ({ status: 200 }))
  expect(() => createClient(undefined as never, { name: 'wechat', host, pages: () => [] })).toThrow('writeKey')
})
