import { expect, it } from 'vitest'
import { createClient } from './createClient.js'
import { privacyConsent } from './privacyConsent.js'
import { createTestCollector } from './testing/createTestCollector.js'
import { createTestHost } from './testing/createTestHost.js'
import { createTestDisk } from './testing/createTestStorage.js'

const options = { writeKey: 'demo', endpoint: 'https://collect.example', consent: { required: true } }

it('records what happened before, once the visitor has agreed, and asks no more', async () => {
  const disk = createTestDisk()
  const collector = createTestCollector()
  let asked = 0
  let agree = () => {}
  for (const visit of [1, 2]) {
    const host = createTestHost(disk, (request) => collector.answer(request))
    const on = {
      name: 'wechat',
      pages: () => [],
      host: {
        ...host,
        requirePrivacyAuthorize: ({ success }: { success(): void }) => {
          asked++
          agree = success
        },
      },
    }
    const client = createClient({ ...options, plugins: [privacyConsent(on)] }, on)
    client.track(`Visit ${visit}`)
    if (visit === 1) {
      await client.flush()
      expect([disk.values.size, collector.requests]).toEqual([0, 0])
      agree()
    }
    await client.flush()
    client.stop()
    host.kill()
  }
  expect(collector.events.map(({ event }) => event)).toEqual(['Session Started', 'Visit 1', 'Visit 2'])
  expect(asked).toBe(1)
})

it('keeps nothing of who refuses, or of a host that cannot ask', async () => {
  const disk = createTestDisk()
  const collector = createTestCollector()
  for (const requirePrivacyAuthorize of [({ fail }: { fail(): void }) => fail(), undefined]) {
    const host = { ...createTestHost(disk, (request) => collector.answer(request)), requirePrivacyAuthorize }
    const on = { name: 'wechat', pages: () => [], host }
    const client = createClient({ ...options, plugins: [privacyConsent(on)] }, on)
    client.track('Visit')
    await client.flush()
    client.stop()
  }
  expect([disk.values.size, collector.requests]).toEqual([0, 0])
})
