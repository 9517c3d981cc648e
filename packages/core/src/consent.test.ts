import { describe, expect, it, vi } from 'vitest'
import { createKeeper } from './testing/createKeeper.js'
import { createTestClient } from './testing/createTestClient.js'

describe('consent', () => {
  const required = { consent: { required: true } }

  it('required and not given: nothing is stored or sent; given: all that waited is, in its order', async () => {
    const { client, platform, wire, disk, names } = createTestClient(required)
    client.track('a')
    client.identify('anna')
    await platform.advance(100_000)
    platform.emit('hide')
    expect([disk.state.size, disk.seq, disk.visitor, wire.requests.length]).toEqual([0, 0, null, 0])
    expect(names()).toEqual([])
    client.consent({ analytics: true, personalization: true })
    await platform.advance(5000)
    expect(names()).toEqual(['Session Started', 'a', 'identify'])
    expect(wire.sent().map((event) => event.event ?? event.type)).toEqual(['Session Started', 'a', 'identify'])
    expect(wire.sent()[1]!.timestamp).toBe('2026-06-01T08:00:00.000Z')
  })

  it('required and refused: what waited is forgotten and only the refusal is stored', async () => {
    const { client, platform, disk, wire } = createTestClient(required)
    client.track('a')
    client.consent({ analytics: false })
    client.track('b')
    await platform.advance(100_000)
    expect([...disk.state.keys()]).toEqual(['visitor'])
    expect(Object.keys(JSON.parse(disk.state.get('visitor')!))).toEqual(['consent', 'turn'])
    expect([disk.rows, disk.visitor, wire.requests]).toEqual([[], null, []])
    expect((await client.export()).dropped).toEqual({ consent: 1 })
  })

  it('what waits is bounded, and counted beyond', async () => {
    const { client } = createTestClient(required)
    for (let i = 0; i < 1100; i++) client.track('a')
    expect((await client.export()).dropped).toEqual({ overflow: 101 })
  })

  it('withdrawn: outbox, state and identity are erased, and the decision lasts', async () => {
    const { client, platform, disk, wire, heard } = createTestClient({ plugins: [createKeeper().plugin] })
    wire.answer = () => ({ status: 500, headers: {}, body: '' })
    client.identify('anna')
    await platform.advance(10_000)
    expect(disk.rows.flatMap(({ events }) => events).length).toBe(2)
    client.consent({ analytics: false, personalization: false })
    await platform.advance(1000)
    expect([disk.rows, disk.visitor]).toEqual([[], null])
    expect(JSON.stringify([...disk.state])).not.toContain(heard[0]!.anonymousId)
    const later = createTestClient({}, disk)
    later.client.track('b')
    await later.platform.advance(10_000)
    expect(later.names()).toEqual([])
    expect(later.wire.requests).toEqual([])
    const flushed = vi.fn()
    client.flush().then(flushed)
    await platform.settle()
    expect(flushed).toHaveBeenCalled()
  })

  it('is stored with its time and version; where it is required, a new version asks again', async () => {
    const first = createTestClient({ consent: { required: true, version: '1' } })
    let seen: unknown
    first.client.use({ name: 'p', setup: (context) => void context.on('consent', (consent) => (seen = consent)) })
    first.client.consent({ analytics: true })
    expect(seen).toEqual({
      analytics: true,
      personalization: false,
      time: Date.parse('2026-06-01T08:00:00Z'),
      version: '1',
    })
    first.client.track('a')
    const same = createTestClient({ consent: { required: true, version: '1' } }, first.disk)
    same.client.track('a')
    expect(same.names()).toContain('a')
    const next = createTestClient({ consent: { required: true, version: '2' } }, first.disk)
    next.client.track('a')
    expect(next.names()).toEqual([])
  })

  it('personalization withdrawn: the state is erased and no longer kept, recording goes on', async () => {
    const kept = createKeeper()
    const { client, platform, disk, names } = createTestClient({ plugins: [kept.plugin] })
    client.track('a')
    await platform.settle()
    expect(disk.state.has('memory')).toBe(true)
    client.consent({ personalization: false })
    client.track('b')
    await platform.settle()
    expect(disk.state.has('memory')).toBe(false)
    expect(disk.visitor).toBe(null)
    expect(names()).toEqual(['Session Started', 'a', 'b'])
  })
})
