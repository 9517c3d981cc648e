import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { ClientOptions } from './clientOptions.js'
import type { Request, Response } from './platform.js'
import { createTestClient } from './testing/createTestClient.js'
import { answer, createDisk } from './testing/index.js'

/** A visit in a running session, so that no event of the session's own comes first. */
function started(options: Partial<ClientOptions> = {}) {
  const disk = createDisk()
  const test = createTestClient(options, disk, ({ clock }) => {
    const session = { id: 's', number: 1, start: 0, last: clock.now() }
    disk.state.set('visitor', JSON.stringify({ anonymousId: 'anna', userId: null, session }))
  })
  return { ...test, ...views(test) }
}

/** What was sent, and what waits, by name. */
function views({ wire, disk }: Pick<ReturnType<typeof createTestClient>, 'wire' | 'disk'>) {
  return {
    sent: () => wire.sent().map((event) => event.event),
    waiting: () => disk.rows.flatMap(({ events }) => events.map(({ text }) => JSON.parse(text).event)),
  }
}

describe('delivery', () => {
  it('sends what the wire says: path, key, time and the events in the order of the calls', async () => {
    const { client, platform, wire } = started()
    for (const name of ['a', 'b', 'c']) client.track(name)
    await platform.advance(5000)
    const { url, method, headers, body, timeoutMs } = wire.requests[0]!
    expect({ url, method, headers }).toEqual({ url: 'https://collect.example.com/v1/batch', method: 'POST' })
    expect(timeoutMs).toBeGreaterThan(0)
    const { writeKey, sentAt, batch } = JSON.parse(body!)
    expect(writeKey).toBe('demo')
    expect(Date.parse(sentAt)).toBeGreaterThanOrEqual(Date.parse(batch[2].timestamp))
    expect(batch.map((event: { event: string }) => event.event)).toEqual(['a', 'b', 'c'])
  })

  it('speaks to each back end at its own door', async () => {
    const doors: Record<string, Pick<Request, 'url' | 'headers'>> = {
      segment: { url: 'https://s.io/v1/batch', headers: { 'content-type': 'application/json' } },
      rudderstack: { url: 'https://s.io/beacon/v1/batch?writeKey=k%3A1', headers: undefined },
      jitsu: {
        url: 'https://s.io/api/s/s2s/batch',
        headers: { 'content-type': 'application/json', 'x-write-key': 'k:1' },
      },
    }
    for (const [backend, { url, headers }] of Object.entries(doors)) {
      const { client, wire, platform } = createTestClient({
        endpoint: 'https://s.io',
        writeKey: 'k:1',
        backend: backend as 'jitsu',
      })
      client.track('a')
      await platform.advance(5000)
      expect(wire.requests[0]).toMatchObject({ url })
      expect(wire.requests[0]!.headers).toEqual(headers)
    }
  })

  it('forgets an event only when it is acknowledged', async () => {
    const { client, platform, waiting, wire } = started()
    let acknowledge = (_: Response) => {}
    wire.answer = () => new Promise((resolve) => (acknowledge = resolve))
    client.track('a')
    await platform.advance(5000)
    expect(wire.requests.length).toBe(1)
    expect(waiting()).toEqual(['a'])
    acknowledge(answer(200))
    await platform.settle()
    expect(waiting()).toEqual([])
  })

  it('sends at once when flushAt events wait', async () => {
    const { client, platform, sent } = started({ flushAt: 2 })
    client.track('a')
    await platform.advance(10)
    expect(sent()).toEqual([])
    client.track('b')
    await platform.advance(10)
    expect(sent()).toEqual(['a', 'b'])
  })

  it('tries again after 408, 410, 429, 460, 5xx and silence, with the same messageId, later each time', async () => {
    for (const status of [408, 410, 429, 460, 500, 503, 0]) {
      const { client, platform, wire, waiting } = started()
      wire.answer = () => (status ? answer(status) : Promise.reject(new Error('offline')))
      client.track('a')
      await platform.advance(600_000)
      const tries = wire.requests.length
      expect(tries).toBeGreaterThan(5)
      expect(tries).toBeLessThan(20)
      expect(waiting()).toEqual(['a'])
      wire.answer = () => answer(200)
      await platform.advance(300_000)
      expect(waiting()).toEqual([])
      expect(new Set(wire.sent().map((event) => event.messageId)).size).toBe(1)
    }
  })

  it('waits as long as Retry-After says, in seconds, as a date, or in the JSON body, and up to half as long again', async () => {
    for (const say of [
      () => answer(429, {}, { 'retry-after': '120' }),
      () => answer(503, {}, { 'retry-after': 'Mon, 01 Jun 2026 08:02:05 GMT' }),
      () => answer(429, { retryAfter: 120 }),
    ]) {
      const { client, platform, wire } = started()
      wire.answer = say
      client.track('a')
      await platform.advance(5000)
      wire.answer = () => answer(200)
      await platform.advance(115_000)
      expect(wire.requests.length).toBe(1)
      await platform.advance(60_000)
      expect(wire.requests.length).toBe(2)
    }
  })

  it('slows down where a collector that takes its events says so', async () => {
    const { client, platform, wire, waiting } = started()
    wire.answer = () => answer(200, { retryAfter: 60 })
    client.track('a')
    await platform.advance(5000)
    expect(waiting()).toEqual([])
    client.track('b')
    await platform.advance(55_000)
    expect(wire.requests.length).toBe(1)
    await platform.advance(35_000)
    expect(wire.requests.length).toBe(2)
  })

  it('splits what is too large until it fits, and drops only an event that alone is too large', async () => {
    const { client, platform, sent, wire, waiting, errors } = started({ flushAt: 8 })
    const delivered: unknown[] = []
    wire.answer = (request) => {
      const batch = wire.batch(request).map((event) => event.event)
      if (batch.length > 2 || batch.includes('huge')) return answer(413)
      delivered.push(...batch)
      return answer(200)
    }
    for (const name of ['a', 'b', 'c', 'huge', 'd', 'e', 'f', 'g']) client.track(name)
    await platform.advance(5000)
    expect(delivered).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    expect(waiting()).toEqual([])
    expect(errors.map((error) => error.code)).toEqual(['dropped'])
    expect(sent()).toContain('huge')
  })

  it('drops only the guilty when a batch is refused, whichever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), async (guilt) => {
        const { client, platform, wire, waiting } = started({ flushAt: 1 })
        const delivered: unknown[] = []
        wire.answer = (request) => {
          const batch = wire.batch(request).map((event) => event.event!)
          if (batch.some((name) => name.startsWith('bad'))) return answer(batch.length % 2 ? 400 : 422)
          delivered.push(...batch)
          return answer(200)
        }
        const given = guilt.map((bad, i) => `${bad ? 'bad' : 'good'} ${i}`)
        for (const name of given) client.track(name)
        await platform.advance(100)
        expect(delivered).toEqual(given.filter((name) => name.startsWith('good')))
        expect(waiting()).toEqual([])
        expect((await client.export()).dropped).toEqual(
          guilt.includes(true) ? { refused: guilt.filter(Boolean).length } : {},
        )
      }),
      { numRuns: 50 },
    )
  })

  it('keeps everything while the set-up is wrong, tells of it, and tries hourly', async () => {
    for (const status of [401, 403, 404]) {
      const { client, platform, wire, waiting, errors } = started()
      wire.answer = () => answer(status)
      client.track('a')
      await platform.advance(5000 + 3_600_000)
      expect(wire.requests.length).toBe(2)
      expect(waiting()).toEqual(['a'])
      expect(errors.map((error) => error.code)).toEqual(['refused', 'refused'])
    }
  })

  it('goes at once when the network is back', async () => {
    const { client, platform, wire, waiting } = started()
    wire.answer = () => Promise.reject(new Error('offline'))
    client.track('a')
    await platform.advance(100_000)
    wire.answer = () => answer(200)
    platform.emit('online')
    await platform.advance(0)
    expect(waiting()).toEqual([])
  })

  it('sends what fits under 64 KB when the page hides, and what is recorded then, and forgets it only when acknowledged', async () => {
    const { client, platform, wire, waiting } = started()
    await platform.settle()
    wire.answer = () => new Promise(() => {})
    client.track('first')
    for (let i = 0; i < 2; i++) client.track('large', { text: '果'.repeat(8000) })
    platform.emit('hide')
    client.track('late')
    client.track('later')
    await platform.settle()
    client.track('latest')
    await platform.settle()
    expect(wire.requests.map((request) => wire.batch(request).map(({ event }) => event))).toEqual([
      ['first', 'large', 'large'],
      ['late', 'later'],
      ['latest'],
    ])
    const bodies = wire.requests.map(({ body }) => new TextEncoder().encode(body).length)
    expect(bodies.reduce((sum, length) => sum + length)).toBeLessThan(65_536)
    expect(wire.requests.every(({ last }) => last)).toBe(true)
    expect(waiting().length).toBe(6)
  })

  it('goes on as usual when the page comes back: what the last requests brought is not sent again', async () => {
    const { client, platform, sent, waiting } = started()
    await platform.settle()
    client.track('a')
    platform.emit('hide')
    await platform.settle()
    platform.emit('show')
    client.track('b')
    await platform.advance(5000)
    expect(sent()).toEqual(['a', 'b'])
    expect(waiting()).toEqual([])
  })

  it('sends nothing twice, and nothing too early, when a page that was hidden is back before its answer', async () => {
    const { client, platform, wire, sent, waiting } = started()
    await platform.settle()
    const answers: ((response: ReturnType<typeof answer>) => void)[] = []
    wire.answer = () => new Promise((resolve) => answers.push(resolve))
    client.track('a')
    platform.emit('hide')
    platform.emit('show')
    client.track('b')
    await platform.advance(10_000)
    expect(sent()).toEqual(['a'])
    wire.answer = () => answer(200)
    answers[0]!(answer(429, { retryAfter: 30 }))
    await platform.advance(29_000)
    expect(sent()).toEqual(['a'])
    await platform.advance(16_000)
    expect(sent()).toEqual(['a', 'a', 'b'])
    expect(waiting()).toEqual([])
  })

  it('sends what an earlier visit left, before what is new', async () => {
    const first = started()
    first.wire.answer = () => Promise.reject(new Error('offline'))
    first.client.track('left')
    await first.platform.advance(1000)
    const second = createTestClient({}, first.disk)
    second.client.track('new')
    await second.platform.advance(5000)
    const { sent, waiting } = views(second)
    expect(sent()).toEqual(['left', 'new'])
    expect(waiting()).toEqual([])
  })

  it('flush resolves when all that was recorded is acknowledged, and not before', async () => {
    const { client, platform, wire } = started()
    wire.answer = () => answer(500)
    client.track('a')
    const flushed = vi.fn()
    client.flush().then(flushed)
    await platform.advance(1)
    expect(wire.requests.length).toBe(1)
    expect(flushed).not.toHaveBeenCalled()
    wire.answer = () => answer(200)
    await platform.advance(10_000)
    expect(flushed).toHaveBeenCalledOnce()
  })

  it("corrects the clock by the collector's", async () => {
    const { client, platform, wire } = started()
    const twoDays = 172_800_000
    wire.answer = () => answer(200, { now: platform.clock.now() + twoDays })
    client.track('a')
    await platform.advance(5000)
    client.track('b')
    await platform.advance(5000)
    const [a, b] = wire.sent()
    expect(Date.parse(b!.timestamp) - Date.parse(a!.timestamp)).toBe(twoDays + 5000)
    expect(b!.context.session!.id).toBe(a!.context.session!.id)
  })

  it('takes nothing for a time that is none', async () => {
    const { client, platform, wire } = started()
    for (const now of [1e20, -1e20, 'now', Number.POSITIVE_INFINITY, {}]) {
      wire.answer = () => answer(200, { now })
      client.track('a')
      await platform.advance(5000)
    }
    const sent = wire.sent().map(({ timestamp }) => Date.parse(timestamp))
    expect(sent).toHaveLength(5)
    expect(platform.clock.now() - sent.at(-1)!).toBe(5000)
  })

  it('sends nothing after stop, and keeps what was recorded for the next visit', async () => {
    const { client, platform, wire, waiting } = started()
    client.track('a')
    client.stop()
    client.track('b')
    platform.emit('hide')
    await platform.advance(100_000)
    expect(wire.requests).toEqual([])
    expect(waiting()).toEqual(['a'])
  })

  it('flush resolves when the client is stopped, since nothing more is sent then; called later, at once', async () => {
    const { client, platform, wire, waiting } = started()
    wire.answer = () => answer(500)
    client.track('a')
    const flushed = vi.fn()
    client.flush().then(() => flushed('before'))
    await platform.advance(1)
    expect(flushed).not.toHaveBeenCalled()
    client.stop()
    client.flush().then(() => flushed('after'))
    await platform.settle()
    expect(flushed.mock.calls).toEqual([['before'], ['after']])
    expect(waiting()).toEqual(['a'])
  })

  it('survives a network that throws and a collector that talks nonsense', async () => {
    const { client, platform, wire, waiting } = started()
    const nonsense: (() => Response)[] = [
      () => {
        throw new Error('sync')
      },
      () => ({ status: 503, headers: {}, body: 'null' }),
      () => ({ status: 503, headers: { 'retry-after': 'soon' }, body: '<html>' }),
      () => answer(503, { retryAfter: 'Infinity', now: 'tomorrow' }),
    ]
    wire.answer = () => (nonsense.shift() ?? (() => answer(200, { now: {} })))()
    client.track('a')
    await platform.advance(90_000_000)
    client.track('b')
    await platform.advance(90_000_000)
    expect(waiting()).toEqual([])
    expect(Number.isNaN(Date.parse(wire.sent().pop()!.timestamp))).toBe(false)
  })
})
