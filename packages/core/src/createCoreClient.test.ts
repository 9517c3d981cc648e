import { describe, expect, it, vi } from 'vitest'
import type { ClientError, ClientOptions } from './clientOptions.js'
import { createCoreClient } from './createCoreClient.js'
import type { RecordedEvent } from './event.js'
import type { Plugin, PluginContext, Topics } from './plugin.js'
import { createDisk, createMemoryPlatform } from './testing/index.js'

const MINUTE = 60_000

function setUp(
  more: Partial<ClientOptions> = {},
  disk = createDisk(),
  prepare = (_: ReturnType<typeof createMemoryPlatform>) => {},
) {
  const platform = createMemoryPlatform(disk)
  prepare(platform)
  const errors: ClientError[] = []
  const heard: RecordedEvent[] = []
  const people: Topics['person'][] = []
  const listener: Plugin = {
    name: 'listener',
    setup(context) {
      context.on('event', (event) => void heard.push(event))
      context.on('person', (person) => void people.push(person))
    },
  }
  const client = createCoreClient(platform, {
    writeKey: 'demo',
    endpoint: 'https://collect.example.com',
    onError: (error) => errors.push(error),
    ...more,
    plugins: [listener, ...(more.plugins ?? [])],
  })
  const names = () => heard.map((event) => event.event ?? event.type)
  return { platform, client, errors, heard, people, disk, names, wire: platform.wire }
}

describe('options', () => {
  it('that are wrong throw, and say what to write instead', () => {
    const wrong: [object | undefined, RegExp][] = [
      [undefined, /writeKey/],
      [{ endpoint: 'https://x' }, /writeKey: a string/],
      [{ writeKey: 'a' }, /endpoint: a URL/],
      [{ writeKey: 'a', endpoint: 'collect.example.com' }, /endpoint: a URL/],
      [{ writeKey: 'a', endpoint: '/x', backend: 'toString' }, /backend: 'qianmian'/],
      [{ writeKey: 'a', endpoint: '/x', flushAt: 0 }, /flushAt/],
      [{ writeKey: 'a', endpoint: '/x', sessionTimeoutMs: 'long' }, /sessionTimeoutMs/],
    ]
    for (const [options, message] of wrong)
      expect(() => createCoreClient(createMemoryPlatform(), options as ClientOptions)).toThrow(message)
  })
})

describe('recording', () => {
  it('tells listeners in the same tick, the session first', () => {
    const { client, names } = setUp()
    client.track('a')
    client.page('home')
    expect(names()).toEqual(['Session Started', 'a', 'page'])
  })

  it('writes every call as the Segment spec has it', () => {
    const { client, heard, platform } = setUp()
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

  it('copies the arguments at the call', async () => {
    const { client, heard, disk, platform } = setUp()
    const cart = { items: ['grape'] }
    client.track('a', cart)
    cart.items.push('pear')
    await platform.settle()
    expect(heard[1]!.properties).toEqual({ items: ['grape'] })
    expect(disk.rows[1]!.event.properties).toEqual({ items: ['grape'] })
  })

  it('never throws, whatever it is given', async () => {
    const { client, errors, heard } = setUp()
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

  it('drops an event over 32 KB, counted and told', async () => {
    const { client, errors, names } = setUp()
    client.track('huge', { text: 'x'.repeat(33_000) })
    expect(names()).toEqual(['Session Started'])
    expect(errors.map(({ code, message }) => [code, message])).toEqual([['dropped', 'size']])
    expect((await client.export()).dropped).toEqual({ size: 1 })
  })

  it('stores what one task recorded in one transaction', async () => {
    const { client, platform } = setUp()
    await client.ready
    const append = vi.spyOn(platform.outbox, 'append')
    client.track('a')
    client.track('b')
    await platform.settle()
    expect(append.mock.calls.map(([events]) => events.map((event) => event.event))).toEqual([
      ['Session Started', 'a', 'b'],
    ])
  })
})

describe('sessions', () => {
  it('end after 30 minutes without an event, and are counted', async () => {
    const { client, heard, platform } = setUp()
    client.track('a')
    await platform.advance(29 * MINUTE)
    client.track('b')
    await platform.advance(31 * MINUTE)
    client.track('c')
    const starts = heard.filter((event) => event.event === 'Session Started')
    expect(starts.map((event) => event.context.session!.number)).toEqual([1, 2])
    const [, a, b, , c] = heard.map((event) => event.context.session!.id)
    expect(a).toBe(b)
    expect(c).not.toBe(a)
  })

  it('go on in the next visit, and in another tab', async () => {
    const first = setUp()
    first.client.track('a')
    await first.platform.advance(MINUTE)
    const second = setUp({}, first.disk)
    second.client.track('b')
    await second.platform.settle()
    first.client.track('c')
    expect(second.names()).toEqual(['b'])
    expect(first.names()).toEqual(['Session Started', 'a', 'c'])
  })

  it('carry the campaign and the referrer that they began with; the first touch stays', async () => {
    const { client, heard, platform } = setUp()
    const douyin = { campaign: { source: 'douyin', gclid: 'g1' }, referrer: { url: 'https://d.com/', host: 'd.com' } }
    platform.around = douyin
    client.track('a')
    platform.around = {}
    client.track('b')
    await platform.advance(31 * MINUTE)
    platform.around = { campaign: { source: 'wechat' } }
    client.track('c')
    const [, , b, , c] = heard.map((event) => event.context)
    expect(b).toMatchObject({ ...douyin, firstTouch: douyin })
    expect(c).toMatchObject({ campaign: { source: 'wechat' }, firstTouch: douyin })
    expect(c!.referrer).toBe(undefined)
  })

  it('take the campaign of a landing in their midst as their newest touch', async () => {
    const first = setUp({}, createDisk(), (platform) => (platform.around = { campaign: { source: 'wechat' } }))
    first.client.track('a')
    await first.platform.advance(MINUTE)
    const second = setUp({}, first.disk, (platform) => (platform.around = { campaign: { source: 'douyin' } }))
    second.client.track('b')
    expect(second.heard[0]!.context).toMatchObject({
      campaign: { source: 'douyin' },
      session: { number: 1 },
      firstTouch: { campaign: { source: 'wechat' } },
    })
  })
})

describe('identity', () => {
  it('anonymous to A: the same person, now with a name', () => {
    const { client, heard, people } = setUp()
    client.track('a')
    client.identify('anna')
    client.track('b')
    const [, a, identify, b] = heard
    expect([a!.userId, identify!.userId, b!.userId]).toEqual([undefined, 'anna', 'anna'])
    expect(b!.anonymousId).toBe(a!.anonymousId)
    expect(people).toEqual([{ identity: { anonymousId: a!.anonymousId, userId: 'anna' }, kept: true }])
  })

  it('A to B: another person, with a new anonymousId and session', () => {
    const { client, heard, people } = setUp()
    client.identify('anna')
    client.identify('anna', { points: 1 })
    client.identify('bert')
    const [, first, again, started, second] = heard
    expect(again!.anonymousId).toBe(first!.anonymousId)
    expect(second!.anonymousId).not.toBe(first!.anonymousId)
    expect(started).toMatchObject({ event: 'Session Started', userId: 'bert', context: { session: { number: 1 } } })
    expect(people.map(({ identity, kept }) => [identity.userId, kept])).toEqual([
      ['anna', true],
      ['bert', false],
    ])
  })

  it('reset: another person, nameless', () => {
    const { client, heard, people } = setUp()
    client.identify('anna')
    client.reset()
    client.track('a')
    expect(heard[3]!.userId).toBe(undefined)
    expect(heard[3]!.anonymousId).not.toBe(heard[1]!.anonymousId)
    expect(people[1]).toMatchObject({ identity: { userId: null }, kept: false })
  })

  it('is read at once in the next visit', async () => {
    const first = setUp()
    first.client.identify('anna')
    await first.platform.settle()
    let identity: unknown
    setUp({ plugins: [{ name: 'p', setup: (context) => void (identity = context.identity()) }] }, first.disk)
    expect(identity).toEqual({ anonymousId: first.heard[0]!.anonymousId, userId: 'anna' })
  })

  it('follows what another tab did', async () => {
    const first = setUp()
    first.client.track('a')
    await first.platform.settle()
    const second = setUp({}, first.disk)
    second.client.identify('anna')
    first.client.track('b')
    expect(first.heard.at(-1)).toMatchObject({ event: 'b', userId: 'anna' })
    expect(first.people).toMatchObject([{ identity: { userId: 'anna' }, kept: true }])
  })

  it('takes what is broken in the store for nothing', () => {
    for (const text of ['', '{', 'null', '[]', '"x"', '{"anonymousId":7}', '{"anonymousId":"a","session":"s"}']) {
      const { client, names } = setUp({}, createDisk(), (platform) => platform.disk.state.set('visitor', text))
      client.track('a')
      expect(names()).toEqual(['Session Started', 'a'])
    }
  })
})

describe('consent', () => {
  const required = { consent: { required: true } }

  it('required and not given: nothing is stored or sent; given: all that waited is, in its order', async () => {
    const { client, platform, wire, disk, names } = setUp(required)
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
    const { client, platform, disk, wire } = setUp(required)
    client.track('a')
    client.consent({ analytics: false })
    client.track('b')
    await platform.advance(100_000)
    expect([...disk.state.keys()]).toEqual(['visitor'])
    expect(Object.keys(JSON.parse(disk.state.get('visitor')!))).toEqual(['consent'])
    expect([disk.rows, disk.visitor, wire.requests]).toEqual([[], null, []])
    expect((await client.export()).dropped).toEqual({ consent: 1 })
  })

  it('what waits is bounded, and counted beyond', async () => {
    const { client } = setUp(required)
    for (let i = 0; i < 1100; i++) client.track('a')
    expect((await client.export()).dropped).toEqual({ overflow: 101 })
  })

  it('withdrawn: outbox, state and identity are erased, and the decision lasts', async () => {
    const { client, platform, disk, wire, heard } = setUp({ plugins: [keeper().plugin] })
    wire.answer = () => ({ status: 500, headers: {}, body: '' })
    client.identify('anna')
    await platform.advance(10_000)
    expect(disk.rows.length).toBe(2)
    client.consent({ analytics: false, personalization: false })
    await platform.advance(1000)
    expect([disk.rows, disk.visitor]).toEqual([[], null])
    expect(JSON.stringify([...disk.state])).not.toContain(heard[0]!.anonymousId)
    const later = setUp({}, disk)
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
    const first = setUp({ consent: { required: true, version: '1' } })
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
    const same = setUp({ consent: { required: true, version: '1' } }, first.disk)
    same.client.track('a')
    expect(same.names()).toContain('a')
    const next = setUp({ consent: { required: true, version: '2' } }, first.disk)
    next.client.track('a')
    expect(next.names()).toEqual([])
  })

  it('personalization withdrawn: the state is erased and no longer kept, recording goes on', async () => {
    const kept = keeper()
    const { client, platform, disk, names } = setUp({ plugins: [kept.plugin] })
    client.track('a')
    await platform.settle()
    expect(disk.state.has('memory')).toBe(true)
    client.consent({ personalization: false })
    client.track('b')
    await platform.settle()
    expect(disk.state.has('memory')).toBe(false)
    expect(disk.visitor!.state).toMatchObject({ state: null })
    expect(kept.context().memory.read()).toBe(null)
    expect(names()).toEqual(['Session Started', 'a', 'b'])
  })
})

/** A plugin that folds names into a list, once each: the smallest thing that keeps a state. */
function keeper() {
  let folded: string[] = []
  let context: PluginContext
  const add = (names: string[]) => {
    folded = [...new Set([...folded, ...names])]
  }
  const plugin: Plugin = {
    name: 'keeper',
    setup(given) {
      context = given
      add((given.memory.read() as string[] | null) ?? [])
      given.on('event', (event) => {
        add([event.messageId])
        given.memory.write(() => folded)
      })
      given.on('restored', (state) => add(state as string[]))
      given.on('person', ({ kept }) => {
        if (!kept) folded = []
      })
    },
  }
  return { plugin, folded: () => folded, context: () => context }
}

describe('memory', () => {
  it('is read before the first paint of the next visit', async () => {
    const first = setUp({ plugins: [keeper().plugin] })
    first.client.track('a')
    await first.platform.settle()
    const kept = keeper()
    setUp({ plugins: [kept.plugin] }, first.disk)
    expect(kept.folded()).toEqual(first.heard.map((event) => event.messageId))
  })

  it('a killed page forgets nothing that was stored: the state comes back, and rows behind it are told again', async () => {
    const first = setUp()
    first.wire.answer = () => Promise.reject(new Error('offline'))
    first.client.track('before anybody folded')
    await first.platform.settle()
    const second = setUp({ plugins: [keeper().plugin] }, first.disk)
    await second.platform.settle()
    second.client.track('folded')
    await second.platform.settle()
    first.disk.state.delete('memory')
    const kept = keeper()
    const third = setUp({ plugins: [kept.plugin] }, first.disk)
    await third.platform.settle()
    expect(new Set(kept.folded())).toEqual(new Set([...first.heard, ...second.heard].map((event) => event.messageId)))
  })

  it('somebody who begins to fold late hears what waits in the outbox', async () => {
    const { client, platform, heard, wire } = setUp()
    wire.answer = () => Promise.reject(new Error('offline'))
    client.track('early')
    await platform.settle()
    const kept = keeper()
    client.use(kept.plugin)
    await platform.settle()
    expect(kept.folded()).toEqual([...new Set(heard.map((event) => event.messageId))])
  })

  it('an acknowledged row stays until it is folded', async () => {
    const reader: Plugin = { name: 'reader', setup: (context) => void context.memory.read() }
    const { client, platform, disk, wire } = setUp({ plugins: [reader] })
    client.track('a')
    await platform.advance(5000)
    expect(wire.sent().length).toBe(2)
    expect(disk.rows.length).toBe(2)
    const kept = keeper()
    const next = setUp({ plugins: [kept.plugin] }, disk)
    await next.platform.advance(5000)
    expect(kept.folded().length).toBe(2)
    expect(disk.rows).toEqual([])
  })

  it('another person starts empty, also on the disk', async () => {
    const kept = keeper()
    const { client, platform, disk } = setUp({ plugins: [kept.plugin] })
    client.identify('anna')
    await platform.settle()
    client.reset()
    await platform.settle()
    expect(disk.state.has('memory')).toBe(false)
    const next = keeper()
    await setUp({ plugins: [next.plugin] }, disk).platform.settle()
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
    const { client, platform, disk, errors } = setUp({ plugins: [broken] })
    client.track('a')
    await platform.settle()
    expect(disk.rows.length).toBe(2)
    expect(errors[0]!.code).toBe('plugin')
  })
})

describe('storage that fails', () => {
  it('is told once; memory serves, and everything is delivered', async () => {
    const { client, platform, wire, errors } = setUp({}, createDisk(), ({ faults }) => {
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
    const { client, platform, wire } = setUp({}, createDisk(), ({ faults }) => {
      faults.hang = true
    })
    client.track('a')
    await platform.advance(60_000)
    expect(wire.sent().map((event) => event.event)).toEqual(['Session Started', 'a'])
  })

  it('holds at most 1,000 events, and counts the others', async () => {
    const { client, platform, wire } = setUp({}, createDisk(), ({ faults }) => {
      faults.outbox = true
    })
    wire.answer = () => Promise.reject(new Error('offline'))
    for (let i = 0; i < 1200; i++) client.track('a')
    await platform.advance(1000)
    expect((await client.export()).dropped).toEqual({ overflow: 201 })
  })

  it('and then works: what comes after is durable again', async () => {
    const { client, platform, disk } = setUp()
    await client.ready
    platform.faults.outbox = true
    client.track('memory')
    await platform.settle()
    platform.faults.outbox = false
    client.track('durable')
    await platform.settle()
    expect(disk.rows.map((row) => row.event.event)).toEqual(['durable'])
  })
})

describe('plugins', () => {
  it('change events or drop them, in their order; what they throw reaches onError', async () => {
    const { client, heard, errors } = setUp({
      plugins: [
        { name: 'one', process: (event) => ({ ...event, properties: { n: 1 } }) },
        {
          name: 'two',
          process: (event) => ({ ...event, properties: { ...event.properties, two: 2, f: (() => 1) as never } }),
        },
        { name: 'drops', process: (event) => (event.event === 'secret' ? null : undefined) },
        {
          name: 'throws',
          process: () => {
            throw new Error('bug')
          },
        },
        { name: 'rejects', setup: () => Promise.reject(new Error('bug')) as never },
      ],
    })
    client.track('a')
    client.track('secret')
    await client.ready
    expect(heard.map((event) => event.event)).toEqual(['Session Started', 'a'])
    expect(heard[1]!.properties).toEqual({ n: 1, two: 2 })
    expect(new Set(errors.map((error) => error.code))).toEqual(new Set(['plugin']))
    expect((await client.export()).dropped).toEqual({ plugin: 1 })
  })

  it('go when they are removed, with their listeners, and only once', () => {
    const { client } = setUp()
    const heard = vi.fn()
    const ended = vi.fn()
    const remove = client.use({
      name: 'p',
      setup(context) {
        context.on('event', heard)
        return ended
      },
    })
    remove()
    remove()
    client.track('a')
    expect(heard).not.toHaveBeenCalled()
    expect(ended).toHaveBeenCalledOnce()
  })

  it('may record from a listener: the events are told in order', () => {
    const { client, names } = setUp()
    client.use({
      name: 'echo',
      setup(context) {
        context.on('event', (event) => {
          if (event.event === 'a') context.client.track('b')
        })
      },
    })
    client.track('a')
    expect(names()).toEqual(['Session Started', 'a', 'b'])
  })

  it('an onError that throws harms nobody', () => {
    const { client } = setUp({
      onError() {
        throw new Error('host')
      },
    })
    expect(() => client.track('')).not.toThrow()
  })
})

describe('the visitor', () => {
  it('gets all that the device holds, and can have it erased', async () => {
    const { client, platform, disk } = setUp({ plugins: [keeper().plugin] })
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
