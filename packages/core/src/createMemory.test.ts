import { describe, expect, it } from 'vitest'
import type { Plugin } from './plugin.js'
import { createKeeper } from './testing/createKeeper.js'
import { createTestClient } from './testing/createTestClient.js'

describe('memory', () => {
  it('is read before the first paint of the next visit', async () => {
    const first = createTestClient({ plugins: [createKeeper().plugin] })
    first.client.track('a')
    await first.platform.settle()
    const kept = createKeeper()
    createTestClient({ plugins: [kept.plugin] }, first.disk)
    expect(kept.folded()).toEqual(first.heard.map((event) => event.messageId))
  })

  it('a killed page forgets nothing that was stored: the state comes back, and rows behind it are told again', async () => {
    const first = createTestClient()
    first.wire.answer = () => Promise.reject(new Error('offline'))
    first.client.track('before anybody folded')
    await first.platform.settle()
    const second = createTestClient({ plugins: [createKeeper().plugin] }, first.disk)
    await second.platform.settle()
    second.client.track('folded')
    await second.platform.settle()
    first.disk.state.delete('memory')
    const kept = createKeeper()
    const third = createTestClient({ plugins: [kept.plugin] }, first.disk)
    await third.platform.settle()
    expect(new Set(kept.folded())).toEqual(new Set([...first.heard, ...second.heard].map((event) => event.messageId)))
  })

  it('somebody who begins to fold late hears what waits in the outbox', async () => {
    const { client, platform, heard, wire } = createTestClient()
    wire.answer = () => Promise.reject(new Error('offline'))
    client.track('early')
    await platform.settle()
    const kept = createKeeper()
    client.use(kept.plugin)
    await platform.settle()
    expect(kept.folded()).toEqual([...new Set(heard.map((event) => event.messageId))])
  })

  it('an acknowledged row stays until it is folded', async () => {
    const reader: Plugin = { name: 'reader', setup: (context) => void context.memory.read() }
    const { client, platform, disk, wire } = createTestClient({ plugins: [reader] })
    client.track('a')
    await platform.advance(5000)
    expect(wire.sent().length).toBe(2)
    expect(disk.rows.flatMap(({ events }) => events).length).toBe(2)
    const kept = createKeeper()
    const next = createTestClient({ plugins: [kept.plugin] }, disk)
    await next.platform.advance(5000)
    expect(kept.folded().length).toBe(2)
    expect(disk.rows).toEqual([])
  })

  it('another person starts empty, also on the disk', async () => {
    const kept = createKeeper()
    const { client, platform, disk } = createTestClient({ plugins: [kept.plugin] })
    client.identify('anna')
    await platform.settle()
    client.reset()
    await platform.settle()
    expect(disk.state.has('memory')).toBe(false)
    const next = createKeeper()
    await createTestClient({ plugins: [next.plugin] }, disk).platform.settle()
    expect(next.folded()).toEqual([])
  })

  it('a state that cannot be produced costs nothing but itself', async () => {
    const broken: Plugin = {
      name: 'broken',
      setup: (context) =>
        context.memory.write(() => {
          throw new Error('broken')
        }),
    }
    const { client, platform, disk, errors } = createTestClient({ plugins: [broken] })
    client.track('a')
    await platform.settle()
    expect(disk.rows.flatMap(({ events }) => events).length).toBe(2)
    expect(errors[0]!.code).toBe('plugin')
  })
})

describe('who begins to fold later', () => {
  it('is told what was recorded before, in the same task too, once', async () => {
    for (const wait of [false, true]) {
      const { client, platform } = createTestClient()
      client.track('before')
      if (wait) await platform.settle()
      const keeper = createKeeper()
      client.use(keeper.plugin)
      client.track('after')
      await platform.settle()
      const { events } = (await client.export()) as unknown as { events: { messageId: string }[] }
      expect([...keeper.folds()].sort()).toEqual(events.map(({ messageId }) => messageId).sort())
    }
  })
})
