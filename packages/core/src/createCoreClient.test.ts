import { describe, expect, it, vi } from 'vitest'
import type { ClientOptions } from './clientOptions.js'
import { createCoreClient } from './createCoreClient.js'
import type { JsonObject, RecordedEvent } from './event.js'
import { createKeeper } from './testing/createKeeper.js'
import { createTestClient } from './testing/createTestClient.js'
import { createDisk, createMemoryPlatform } from './testing/index.js'

describe('options', () => {
  it('that are wrong throw, and say what to write instead', () => {
    const wrong: [object | undefined, RegExp][] = [
      [undefined, /writeKey/],
      [{ endpoint: 'https://x' }, /writeKey: such as "demo"/],
      [{ writeKey: 'a' }, /endpoint: such as "https/],
      [{ writeKey: 'a', endpoint: 'collect.example.com' }, /endpoint: a URL/],
      [{ writeKey: 'a', endpoint: '/x', backend: 'toString' }, /backend: one of qianmian,segment,rudderstack,jitsu/],
      [{ writeKey: 'a', endpoint: '/x', flushAt: 0 }, /flushAt/],
      [{ writeKey: 'a', endpoint: '/x', sessionTimeoutMs: 'long' }, /sessionTimeoutMs/],
      [{ writeKey: 'a', endpoint: new URL('https://x') }, /endpoint: such as/],
      [{ writeKey: 'a', endpoint: 'https://' }, /endpoint: a URL/],
      [{ writeKey: 'a', endpoint: '/x', mask: 'phone' }, /mask/],
      [{ writeKey: 'a', endpoint: '/x', plugins: {} }, /plugins: such as \[\]/],
      [{ writeKey: 'a', endpoint: '/x', consent: true }, /consent: such as \{"required":false\}/],
      [{ writeKey: 'a', endpoint: '/x', consent: 'required' }, /consent/],
    ]
    for (const [options, message] of wrong)
      expect(() => createCoreClient(createMemoryPlatform(), options as ClientOptions)).toThrow(message)
  })

  it('that are undefined are as if they were not named', async () => {
    const none = { backend: undefined, flushAt: undefined, mask: undefined, plugins: undefined, onError: undefined }
    const platform = createMemoryPlatform()
    createCoreClient(platform, { writeKey: 'a', endpoint: '/x', ...none, consent: undefined }).track('a')
    await platform.advance(5000)
    expect(platform.wire.sent()).toHaveLength(2)
  })
})

describe('recording', () => {
  it('tells listeners in the same tick, the session first', () => {
    const { client, names } = createTestClient()
    client.track('a')
    client.page('home')
    expect(names()).toEqual(['Session Started', 'a', 'page'])
  })

  it('writes every call as the Segment spec has it', () => {
    const { client, heard, platform } = createTestClient()
    platform.around = { page: { path: '/cart', url: 'https://shop/cart', title: 'Cart' }, locale: 'zh-CN' }
    client.page('Cart', { coupons: 2 })
    client.identify('anna', { points: 5 })
    client.group('shop_7', { city: '成都' })
    client.alias('anna', 'old')
    const [, page, identify, group, alias] = heard
    expect(page).toMatchObject({
      type: 'page',
      name: 'Cart',
      timestamp: '2026-06-01T08:00:00.000Z',
      properties: { path: '/cart', url: 'https://shop/cart', title: 'Cart', coupons: 2 },
      context: { locale: 'zh-CN', session: { number: 1 } },
    })
    expect(identify).toMatchObject({ type: 'identify', userId: 'anna', traits: { points: 5 } })
    expect(group).toMatchObject({ type: 'group', groupId: 'shop_7', traits: { city: '成都' }, userId: 'anna' })
    expect(alias).toMatchObject({ type: 'alias', userId: 'anna', previousId: 'old' })
    expect(new Set(heard.map((event) => event.messageId)).size).toBe(heard.length)
    expect(new Set(heard.map((event) => event.anonymousId)).size).toBe(1)
  })

  it('an alias is of the user that it names, whoever is known here', async () => {
    const { client, platform, wire } = createTestClient()
    client.identify('anna')
    client.alias('berta', 'old')
    client.alias('carla')
    client.track('a')
    await platform.advance(5000)
    const sent = wire.sent().map(({ type, userId, previousId }) => [type, userId, previousId])
    expect(sent.slice(2)).toEqual([
      ['alias', 'berta', 'old'],
      ['alias', 'carla', 'anna'],
      ['track', 'anna', undefined],
    ])
    expect(wire.requests[0]!.body!.match(/"userId"/g)).toHaveLength(sent.length)
  })

  it('copies the arguments at the call', async () => {
    const { client, heard, disk, platform } = createTestClient()
    const cart = { items: ['grape'] }
    client.track('a', cart)
    cart.items.push('pear')
    await platform.settle()
    expect(heard[1]!.properties).toEqual({ items: ['grape'] })
    expect(JSON.parse(disk.rows.flatMap(({ events }) => events)[1]!.text).properties).toEqual({ items: ['grape'] })
  })

  it('takes the moment of the call, also where nobody listens and the event is written later', async () => {
    const disk = createDisk()
    const platform = createMemoryPlatform(disk)
    const client = createCoreClient(platform, { writeKey: 'demo', endpoint: '/collect' })
    const flat = { fruit: 'grape' }
    const deep = { items: ['grape'] }
    platform.around = { page: { path: '/first' } }
    client.track('a', flat)
    client.track('b', deep)
    flat.fruit = 'pear'
    deep.items.push('pear')
    platform.around = { page: { path: '/second' } }
    client.identify('anna')
    client.track('c')
    await platform.settle()
    const events = disk.rows.flatMap(({ events }) => events).map(({ text }) => JSON.parse(text))
    const [, a, b, identify, c] = events
    expect([a.properties, b.properties]).toEqual([{ fruit: 'grape' }, { items: ['grape'] }])
    expect(events.map(({ context }) => context.page.path)).toEqual(['/first', '/first', '/first', '/second', '/second'])
    expect([a.userId, identify.userId, c.userId]).toEqual([undefined, 'anna', 'anna'])
    const ids = events.map(({ messageId }) => messageId)
    expect(ids).toEqual([...ids].sort())
  })

  it('never throws, whatever it is given', async () => {
    const { client, errors, heard } = createTestClient()
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('trap')
        },
        ownKeys: () => {
          throw new Error('trap')
        },
      },
    )
    const calls = ['page', 'track', 'identify', 'group', 'alias', 'consent'] as const
    for (const call of calls)
      for (const value of [undefined, null, '', 1, Number.NaN, {}, [], hostile, () => 1, Symbol('s'), 10n])
        expect(() => (client[call] as (...args: unknown[]) => void)(value, value)).not.toThrow()
    expect(errors.every((error) => error.code === 'invalid')).toBe(true)
    expect(heard.every((event) => event.type !== 'track' || event.event)).toBe(true)
  })

  it('is not harmed by what is used as a plugin and is none', () => {
    const { client, errors, names } = createTestClient()
    for (const value of [undefined, null, '', createKeeper, 1]) expect(() => client.use(value as never)()).not.toThrow()
    client.track('a')
    expect([errors.map(({ code }) => code), names()]).toEqual([Array(5).fill('plugin'), ['Session Started', 'a']])
  })

  it('sends what is too large, deep, wide or strange without that, and says what was left out', async () => {
    const { client, platform, heard, wire, errors } = createTestClient()
    const cycle: Record<string, unknown> = { kept: 1 }
    cycle.self = cycle
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`key ${i}`, 'value']))
    const hostile: [properties: object, omitted: string[] | undefined][] = [
      [{ kept: 1, huge: 'x'.repeat(2_000_000) }, ['properties.huge']],
      [{ kept: 1, cycle }, ['properties.cycle.self']],
      [
        { kept: 1, big: 1n, nan: Number.NaN, call() {}, list: [1, Symbol('s')] },
        ['properties.big', 'properties.nan', 'properties.call', 'properties.list.1'],
      ],
      [JSON.parse('{"kept":1,"__proto__":{"polluted":true}}'), ['properties.__proto__']],
      [{ kept: 1, control: '\u0001'.repeat(8000) }, ['properties.control']],
      [{ kept: 1, wide }, undefined],
      [{ kept: 1 }, []],
    ]
    for (const [properties] of hostile) client.track('a', properties as JsonObject)
    await platform.advance(5000)
    const sent = wire.sent().slice(1)
    expect(sent.map((event) => event.context.omitted)).toEqual(
      hostile.map(([, omitted], i) => (omitted?.[0] ? omitted : sent[i]!.context.omitted)),
    )
    expect(sent[5]!.context.omitted!.length).toBe(20)
    expect(sent[6]!.context.omitted).toBe(undefined)
    expect(sent.every((event) => event.properties!.kept === 1)).toBe(true)
    for (const event of heard) expect(new TextEncoder().encode(JSON.stringify(event)).length).toBeLessThan(32_768)
    expect(errors).toEqual([])
  })

  it('stores what one task recorded in one transaction', async () => {
    const { client, platform } = createTestClient()
    await client.ready
    const append = vi.spyOn(platform.outbox, 'append')
    client.track('a')
    client.track('b')
    await platform.settle()
    expect(append.mock.calls.map(([events]) => events.map((event) => JSON.parse(event.text).event))).toEqual([
      ['Session Started', 'a', 'b'],
    ])
  })
})

describe('the visitor', () => {
  it('gets also what is in memory alone: recorded just now, waiting for consent, or refused by the store', async () => {
    const names = async ({ client }: ReturnType<typeof createTestClient>) => {
      client.track('a')
      return ((await client.export()).events as unknown as RecordedEvent[]).map(({ event }) => event)
    }
    const recorded = createTestClient()
    const asked = createTestClient({ consent: { required: true } })
    const failing = createTestClient({}, createDisk(), ({ faults }) => {
      faults.outbox = true
    })
    for (const test of [recorded, asked, failing]) expect(await names(test)).toEqual(['Session Started', 'a'])
    asked.client.consent({ analytics: false })
    expect((await asked.client.export()).events).toEqual([])
  })

  it('gets all that the device holds, and can have it erased', async () => {
    const { client, platform, disk } = createTestClient({ plugins: [createKeeper().plugin] })
    platform.wire.answer = () => Promise.reject(new Error('offline'))
    client.identify('anna', { points: 1 })
    await platform.settle()
    const held = await client.export()
    expect(held).toMatchObject({ userId: 'anna', session: { number: 1 }, consent: { analytics: true } })
    expect(held.events).toMatchObject([{ event: 'Session Started' }, { type: 'identify', traits: { points: 1 } }])
    await client.erase()
    await platform.settle()
    expect(JSON.stringify([[...disk.state], disk.rows, disk.visitor])).not.toMatch(/anna|points/)
  })
})
