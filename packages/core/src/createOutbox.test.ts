import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordedEvent } from './event.js'
import { createTestClient } from './testing/createTestClient.js'
import { answer, createDisk } from './testing/index.js'

describe('storage that fails', () => {
  it('is told once; memory serves, and everything is delivered', async () => {
    const { client, platform, wire, errors } = createTestClient({}, createDisk(), ({ faults }) => {
      faults.state = faults.outbox = true
    })
    await client.ready
    client.track('a')
    await platform.advance(1)
    client.identify('anna')
    await platform.advance(5000)
    expect(wire.sent().map((event) => event.event ?? event.type)).toEqual(['Session Started', 'a', 'identify'])
    expect(errors.map((error) => error.code)).toEqual(['storage'])
  })

  it('by never answering does not stop delivery', async () => {
    const { client, platform, wire } = createTestClient({}, createDisk(), ({ faults }) => {
      faults.hang = true
    })
    client.track('a')
    await platform.advance(60_000)
    expect(wire.sent().map((event) => event.event)).toEqual(['Session Started', 'a'])
  })

  it('holds at most 1,000 events, and counts the others', async () => {
    const { client, platform, wire } = createTestClient({}, createDisk(), ({ faults }) => {
      faults.outbox = true
    })
    wire.answer = () => Promise.reject(new Error('offline'))
    for (let i = 0; i < 1200; i++) client.track('a')
    await platform.advance(1000)
    expect((await client.export()).dropped).toEqual({ overflow: 201 })
  })

  it('or is full holds at most 10,000 events: the oldest of the unimportant go first, in rows of whoever stored them', async () => {
    const { client, platform, disk, wire } = createTestClient()
    wire.answer = () => Promise.reject(new Error('offline'))
    client.identify('anna')
    for (let i = 0; i < 6000; i++) client.track('a')
    await platform.advance(1000)
    client.stop()
    const next = createTestClient({}, disk, (platform) => {
      platform.wire.answer = wire.answer
    })
    for (let i = 0; i < 4000; i++) next.client.track('b')
    await next.platform.advance(1000)
    const { events, dropped } = (await next.client.export()) as unknown as { events: RecordedEvent[]; dropped: object }
    const count = (name: string) => events.filter(({ event, type }) => (event ?? type) === name).length
    expect([count('identify'), count('a'), count('b')]).toEqual([1, 4999, 4000])
    expect(dropped).toEqual({ overflow: 1002 })
  })

  it('and then works: what comes after is durable again', async () => {
    const { client, platform, disk } = createTestClient()
    await client.ready
    platform.faults.outbox = true
    client.track('memory')
    await platform.settle()
    platform.faults.outbox = false
    client.track('durable')
    await platform.settle()
    expect(disk.rows.flatMap(({ events }) => events.map(({ text }) => JSON.parse(text).event))).toEqual(['durable'])
  })
})

describe('whatever happens', () => {
  /** What may befall a page. */
  const happening = fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant('track' as const), times: fc.integer({ min: 1, max: 4 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({ what: fc.constant('wait' as const), times: fc.integer({ min: 0, max: 9000 }) }),
    },
    fc.record({ what: fc.constantFrom('hide', 'show', 'online', 'kill'), times: fc.constant(0) }),
    fc.record({ what: fc.constant('network' as const), times: fc.constantFrom(200, 500, 429, 401, 0) }),
  )

  it('every event that was stored reaches the collector', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (happenings) => {
        const disk = createDisk()
        const counted: string[] = []
        let status = 200
        let recorded = 0
        let visit = begin()

        function begin() {
          const test = createTestClient({ flushAt: 3 }, disk, ({ wire }) => {
            wire.answer = (request) => {
              if (!status) throw new Error('offline')
              const ids = wire.batch(request).map((event) => event.messageId)
              if (status === 200) counted.push(...ids.filter((id) => !counted.includes(id)))
              return answer(status)
            }
          })
          return test
        }

        const stored: string[] = []
        for (const { what, times } of happenings) {
          if (what === 'network') status = times
          else if (what === 'wait') await visit.platform.advance(times)
          else if (what === 'track') {
            for (let i = 0; i < times; i++) visit.client.track(`event ${recorded++}`)
            await visit.platform.settle()
            stored.push(...visit.heard.map((event) => event.messageId).filter((id) => !stored.includes(id)))
          } else if (what === 'kill') {
            visit.client.stop()
            visit = begin()
          } else visit.platform.emit(what as 'hide')
        }
        visit.client.stop()
        status = 200
        visit = begin()
        await visit.platform.advance(10_000)
        expect(counted.filter((id) => stored.includes(id)).sort()).toEqual([...stored].sort())
        expect(disk.rows).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
