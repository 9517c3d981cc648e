import { type Client, type ClientError, type ClientOptions, createCoreClient, type PluginContext } from '@qianmian/core'
import { answer, createDisk, createMemoryPlatform, type Disk, type MemoryPlatform } from '@qianmian/core/testing'
import { describe, expect, test } from 'vitest'
import { type Config, type PersonalizeOptions, personalize } from './index.js'

const URL = 'https://cdn.example.com/qianmian.json'
const variations = [{ key: 'v', payload: { type: 'coupon' } }]

/** A shop's document: a gift for who has not ordered, a card for who has, and a hint for everybody on a page. */
const shop = (more: Partial<Config> = {}): Config => ({
  schema: 1,
  id: 'shop',
  revision: 5,
  tz: 'Asia/Shanghai',
  traits: { orders: { event: 'Order Completed', agg: 'count' } },
  slots: { hero: { default: { type: 'banner' } }, card: {}, hint: {}, list: { limit: 2 } },
  experiences: [
    { id: 'gift', slot: 'hero', when: { orders: 0 }, variations },
    { id: 'thanks', slot: 'card', when: { orders: { $gte: 1 } }, caps: [{ count: 1, per: '1d' }], variations },
    { id: 'hint', slot: 'hint', when: { 'page.path': '/' }, variations },
    { id: 'one', slot: 'list', variations },
    { id: 'two', slot: 'list', variations },
  ],
  ...more,
})

interface Visit {
  platform: MemoryPlatform
  client: Client
  errors: ClientError[]
  /** What the address of the document answers: a document, its text, a status, or nothing at all. */
  serve(document: Config | string | number | null, etag?: string): void
  /** The requests for the document. */
  fetches(): MemoryPlatform['wire']['requests']
  /** The names of the events recorded of experiences, in order. */
  shown(): Promise<string[]>
}

function visit(disk: Disk = createDisk(), random = 0.5, options: Partial<ClientOptions> = {}): Visit {
  const platform = createMemoryPlatform(disk, () => random)
  platform.around = { page: { path: '/' } }
  const errors: ClientError[] = []
  let served: () => ReturnType<typeof answer> | Promise<never> = () => new Promise<never>(() => {})
  platform.wire.answer = (request) => (request.url === URL ? served() : answer(200))
  const client = createCoreClient(platform, {
    writeKey: 'demo',
    endpoint: 'https://collect.example.com',
    onError: (error) => errors.push(error),
    ...options,
  })
  return {
    platform,
    client,
    errors,
    serve(document, etag) {
      served = () => {
        if (document === null) return new Promise<never>(() => {})
        if (typeof document === 'number') return answer(document)
        const body = typeof document === 'string' ? document : JSON.stringify(document)
        return { status: 200, body, headers: etag ? { etag } : {} }
      }
    },
    fetches: () => platform.wire.requests.filter(({ url }) => url === URL),
    async shown() {
      await platform.advance(10_000)
      return platform.wire
        .sent()
        .flatMap(({ event, properties }) =>
          event?.startsWith('Experience') ? `${event.slice(11)} ${properties?.experience}` : [],
        )
    },
  }
}

/** A visit whose document has come. */
async function shopping(options: Partial<PersonalizeOptions> = {}, document = shop(), one = visit()) {
  one.serve(document)
  const shown = personalize(one.client, { config: URL, ...options })
  await one.client.ready
  await one.platform.settle()
  return { ...one, ...shown }
}

test('wrong options are told when it is created, with what to write instead', () => {
  const { client } = visit()
  expect(() => personalize(client, {} as never)).toThrow("{ config: '/qianmian.json' }")
})

describe('the first document', () => {
  test('slots wait for it, and show nothing of it after the time-out', async () => {
    const { client, platform, serve } = visit()
    serve(null)
    const { slot, decide } = personalize(client, { config: URL, timeoutMs: 150 })
    const heard: string[] = []
    slot('hero').subscribe(({ reason }) => heard.push(reason))
    expect(decide('hero')).toMatchObject({ reason: 'pending', experience: null, revision: 0 })
    await platform.advance(149)
    expect(decide('hero').reason).toBe('pending')
    await platform.advance(1)
    expect(decide('hero').reason).toBe('default')
    expect(heard).toEqual(['default'])
  })

  test('it is taken when it comes after the time-out', async () => {
    const { client, platform, serve } = visit()
    let come = (_: Config) => {}
    serve(null)
    platform.wire.answer = () =>
      new Promise((resolve) => {
        come = (document) => resolve(answer(200, document))
      })
    const { slot, decide } = personalize(client, { config: URL })
    const heard: (string | null)[] = []
    slot('hero').subscribe(({ experience }) => heard.push(experience))
    await platform.advance(200)
    come(shop())
    await platform.settle()
    expect(decide('hero')).toMatchObject({ reason: 'chosen', experience: 'gift', revision: 5 })
    expect(heard).toEqual([null, 'gift'])
  })

  test('what happened before it came counts', async () => {
    const one = visit()
    one.serve(shop())
    const { decide, visitor } = personalize(one.client, { config: URL })
    one.client.track('Order Completed')
    await one.platform.settle()
    expect(visitor().traits).toEqual({ orders: 1 })
    expect(decide('card').experience).toBe('thanks')
  })

  test('a document that is handed over decides at once', () => {
    const { client } = visit()
    expect(personalize(client, { config: shop() }).decide('hero').experience).toBe('gift')
  })

  test('what waited for consent of the person before a reset counts for nobody else', () => {
    const { client } = visit(undefined, undefined, { consent: { required: true } })
    const { visitor } = personalize(client, { config: shop() })
    client.track('Order Completed')
    client.reset()
    client.track('Order Completed')
    client.consent({ analytics: true, personalization: true })
    expect(visitor().traits).toEqual({ orders: 1 })
  })

  test('a document without an end never expires, also where the clock moves while it is read', () => {
    const { client, errors, platform } = visit()
    let now = platform.clock.now()
    platform.clock.now = () => now++
    expect(personalize(client, { config: shop() }).decide('hero').experience).toBe('gift')
    expect(errors).toEqual([])
  })
})

describe('the last good document', () => {
  test('decides before the first paint of the next visit, from the stored history', async () => {
    const first = await shopping()
    first.client.track('Order Completed')
    await first.platform.advance(10_000)
    first.client.stop()

    const next = visit(first.platform.disk)
    next.serve(null)
    const { decide, visitor } = personalize(next.client, { config: URL })
    expect(decide('hero')).toMatchObject({ reason: 'default', payload: { type: 'banner' }, revision: 5 })
    expect(decide('card')).toMatchObject({ reason: 'chosen', experience: 'thanks' })
    expect(visitor().traits).toEqual({ orders: 1 })
  })

  const bad: [name: string, document: Config | string | number][] = [
    ['that is older', shop({ revision: 4, experiences: [] })],
    ['that has expired', shop({ revision: 6, expires: '2026-06-01T08:00:00Z', experiences: [] })],
    ['that is cut off', JSON.stringify(shop({ revision: 6, experiences: [] })).slice(0, -9)],
    ['of another schema', JSON.stringify({ ...shop({ revision: 6, experiences: [] }), schema: 2 })],
    ['that is a page', '<!doctype html><title>502</title>'],
    ['that is not there', 404],
  ]
  test.each(bad)('stays when one comes %s, and that is told', async (_, document) => {
    const { platform, decide, errors, serve, fetches } = await shopping()
    serve(document)
    await platform.advance(300_000)
    expect(fetches()).toHaveLength(2)
    expect(decide('hero')).toMatchObject({ experience: 'gift', revision: 5 })
    expect(errors.map(({ code }) => code)).toEqual(['config'])

    const next = visit(platform.disk)
    next.serve(null)
    expect(personalize(next.client, { config: URL }).decide('hero')).toMatchObject({ experience: 'gift', revision: 5 })
  })

  test('gives way to a newer one in the same page, and what was held stays', async () => {
    const { platform, decide, slot, serve, client } = await shopping()
    client.page()
    slot('hero').viewed()
    client.track('Order Completed')
    serve(
      shop({
        revision: 6,
        slots: { hero: {}, card: { default: { type: 'new' } } },
        experiences: shop().experiences!.slice(0, 1),
      }),
    )
    await platform.advance(300_000)
    expect(decide('card')).toMatchObject({ payload: { type: 'new' }, revision: 6 })
    expect(decide('hero')).toMatchObject({ experience: 'gift', revision: 6 })
  })

  test('is not decided by when another address is asked for', async () => {
    const first = await shopping()
    first.client.stop()
    const next = visit(first.platform.disk)
    next.serve(null)
    expect(personalize(next.client, { config: `${URL}?b` }).decide('hero').reason).toBe('pending')
  })
})

describe('a fresh document is looked for', () => {
  test.each([
    [0, 30_000],
    [0.5, 60_000],
    [0.999, 89_940],
  ])('where chance says %d, after %d ms of a poll of a minute', async (random, wait) => {
    const { platform, fetches } = await shopping({ pollMs: 60_000 }, shop(), visit(createDisk(), random))
    await platform.advance(wait - 1)
    expect(fetches()).toHaveLength(1)
    await platform.advance(1)
    expect(fetches()).toHaveLength(2)
  })

  test('with the tag of the one at hand, which is used again where nothing has changed', async () => {
    const one = visit()
    one.serve(shop(), '"5"')
    const { decide } = personalize(one.client, { config: URL, pollMs: 1000 })
    await one.platform.settle()
    one.serve(304)
    await one.platform.advance(1000)
    expect(one.fetches().map(({ headers }) => headers?.['If-None-Match'])).toEqual([undefined, '"5"'])
    expect(decide('hero').experience).toBe('gift')
    expect(one.errors).toEqual([])
  })

  test('never, where it is told so', async () => {
    const { platform, fetches } = await shopping({ pollMs: 0 })
    await platform.advance(3_600_000)
    expect(fetches()).toHaveLength(1)
  })

  test('no more once it is stopped, not even when an answer was on its way', async () => {
    const { client, platform, serve, fetches } = visit()
    serve(shop())
    const { stop } = personalize(client, { config: URL, pollMs: 1000 })
    stop()
    await platform.advance(60_000)
    expect(fetches()).toHaveLength(1)
  })
})

describe('a slot', () => {
  test('changes in the same tick as the event, and tells its listeners once', async () => {
    const { client, slot } = await shopping()
    const heard: string[] = []
    slot('hero').subscribe(({ experience }) => heard.push(`hero ${experience}`))
    const stop = slot('card').subscribe(({ experience }) => heard.push(`card ${experience}`))
    client.track('Something Else')
    expect(heard).toEqual([])
    client.track('Order Completed')
    expect(heard).toEqual(['hero null', 'card thanks'])
    stop()
    client.reset()
    expect(heard).toEqual(['hero null', 'card thanks', 'hero gift'])
  })

  test('hands out the same decision until it changes', async () => {
    const { client, slot } = await shopping()
    const before = slot('hero').get()
    client.track('Something Else')
    expect(slot('hero').get()).toBe(before)
    expect(slot('hero')).toBe(slot('hero'))
  })

  test('tells its other listeners when one of them throws, and tells of that', async () => {
    const { client, slot, errors } = await shopping()
    let heard = 0
    slot('hero').subscribe(() => {
      throw new Error('host')
    })
    slot('hero').subscribe(() => heard++)
    expect(() => client.track('Order Completed')).not.toThrow()
    expect(heard).toBe(1)
    expect(errors.map(({ code }) => code)).toEqual(['listener'])
  })

  test('tells its listeners whoever has read it in the meantime', async () => {
    const { client, slot } = await shopping()
    const heard: string[] = []
    slot('hero').subscribe(() => void slot('card').get())
    slot('card').subscribe(({ experience }) => heard.push(`card ${experience}`))
    client.track('Order Completed')
    expect(heard).toEqual(['card thanks'])
  })

  test('is quiet once it is stopped', async () => {
    const { client, slot, stop } = await shopping()
    let heard = 0
    slot('hero').subscribe(() => heard++)
    stop()
    client.track('Order Completed')
    expect(heard).toBe(0)
  })

  test('opens and closes with the clock alone', async () => {
    const end = '2026-06-01T08:01:00Z'
    const timed = shop({ experiences: [{ id: 'short', slot: 'hero', schedule: { end }, variations }] })
    const { platform, slot } = await shopping({}, timed)
    const heard: (string | null)[] = []
    expect(slot('hero').get().experience).toBe('short')
    slot('hero').subscribe(({ experience }) => heard.push(experience))
    await platform.advance(75_000)
    expect(heard).toEqual([null])
  })
})

test('what a plugin tells of the moment counts at once, for a later document too', async () => {
  const { platform, client, serve } = visit()
  let tell!: PluginContext['tell']
  client.use({ name: 'room', setup: (context) => void ({ tell } = context) })
  tell({ live: { mode: 'live' } })
  const when = { 'live.mode': 'live', 'live.likes': { $gte: 2 } }
  serve(shop({ experiences: [{ id: 'fan', slot: 'hint', when, variations }] }))
  const { slot, decide } = personalize(client, { config: URL })
  await platform.advance(10)
  const told: (string | null)[] = []
  slot('hint').subscribe(({ experience }) => told.push(experience))
  tell({ live: { mode: 'live', likes: 2 } })
  expect([decide('hint').experience, told]).toEqual(['fan', ['fan']])
  tell({ live: null })
  expect(told).toEqual(['fan', null])
})

describe('an exposure', () => {
  test('is recorded once for as long as it stays on show, and again on the next page', async () => {
    const { client, slot, shown } = await shopping()
    client.page()
    slot('hero').viewed()
    slot('hero').viewed()
    slot('hero').clicked()
    slot('hero').viewed()
    client.page()
    slot('hero').viewed()
    expect(await shown()).toEqual(['Viewed gift', 'Clicked gift', 'Viewed gift'])
  })

  test('says where, what and of which revision', async () => {
    const { slot, platform } = await shopping()
    slot('hero').viewed()
    await platform.advance(10_000)
    const recorded = platform.wire.sent().find(({ event }) => event === 'Experience Viewed')
    expect(recorded?.properties).toEqual({ slot: 'hero', experience: 'gift', variation: 'v', revision: 5 })
  })

  test('of a default is none', async () => {
    const { slot, client, shown } = await shopping()
    client.track('Order Completed')
    slot('hero').viewed()
    slot('hero').clicked()
    slot('hero').dismissed()
    slot('nowhere').viewed()
    expect(await shown()).toEqual([])
  })

  test('uses up the cap, and what is dismissed goes away', async () => {
    const { slot, client, decide, shown } = await shopping()
    client.track('Order Completed')
    slot('card').viewed()
    expect(decide('card').experience).toBe('thanks')
    slot('card').dismissed()
    expect(decide('card').experience).toBe(null)
    slot('card').dismissed()
    expect(await shown()).toEqual(['Viewed thanks', 'Dismissed thanks'])
  })

  test('of a slot that shows several names which', async () => {
    const { slot, shown } = await shopping()
    slot('list').viewed('two')
    slot('list').viewed('two')
    slot('list').viewed('nobody')
    slot('list').viewed()
    expect(await shown()).toEqual(['Viewed two', 'Viewed one'])
  })

  test('that the holdout kept is recorded as withheld, once', async () => {
    const { slot, decide, shown } = await shopping({}, shop({ holdout: { key: 'h', share: 1 } }))
    expect(decide('hero')).toMatchObject({ reason: 'withheld', experience: null, payload: { type: 'banner' } })
    slot('hero').viewed()
    slot('hero').viewed()
    slot('hero').clicked()
    expect(await shown()).toEqual(['Withheld gift'])
  })

  test('of a preview is none', async () => {
    const { slot, decide, shown } = await shopping({ preview: { thanks: 'v' } })
    expect(decide('card')).toMatchObject({ reason: 'preview', experience: 'thanks' })
    slot('card').viewed()
    slot('card').clicked()
    expect(await shown()).toEqual([])
  })

  test('on the page before is not held by the next visit', async () => {
    const first = await shopping()
    first.client.track('Order Completed')
    first.slot('card').viewed()
    await first.platform.advance(10_000)
    first.client.stop()
    const next = await shopping({}, shop(), visit(first.platform.disk))
    expect(next.decide('card').experience).toBe(null)
    expect(next.explain('card').considered[0]!.failed).toBe('caps')
  })
})

describe('whose history it is', () => {
  test('a name does not change it', async () => {
    const { client, visitor } = await shopping()
    client.track('Order Completed')
    client.identify('u1')
    expect(visitor()).toMatchObject({ userId: 'u1', traits: { orders: 1 } })
  })

  test('another person starts empty, and so does nobody', async () => {
    const { client, visitor, decide } = await shopping()
    client.identify('u1')
    client.track('Order Completed')
    const { anonymousId } = visitor()
    client.identify('u2')
    expect(visitor()).toMatchObject({ userId: 'u2', traits: { orders: 0 } })
    expect(visitor().anonymousId).not.toBe(anonymousId)
    expect(decide('hero').experience).toBe('gift')
    client.track('Order Completed')
    client.reset()
    expect(visitor()).toMatchObject({ userId: null, traits: { orders: 0 } })
  })

  test('the next visit of another person starts empty too', async () => {
    const first = await shopping()
    first.client.track('Order Completed')
    first.client.reset()
    await first.platform.advance(10_000)
    first.client.stop()
    const next = await shopping({}, shop(), visit(first.platform.disk))
    expect(next.visitor().traits).toEqual({ orders: 0 })
  })
})

describe('where consent is required', () => {
  test('nothing is stored before it, the document neither; it is kept from then on, and goes with a refusal', async () => {
    const one = visit(createDisk(), 0.5, { consent: { required: true } })
    const { client, platform, decide } = await shopping({}, shop(), one)
    client.track('Order Completed')
    await platform.advance(10_000)
    expect(decide('hint').experience).toBe('hint')
    expect([...platform.disk.state.keys()]).toEqual([])
    client.consent({ analytics: true, personalization: true })
    expect([...platform.disk.state.keys()]).toContain('qianmian.config')
    client.consent({ analytics: false, personalization: false })
    await platform.advance(10_000)
    expect([...platform.disk.state.keys()]).toEqual(['visitor'])
  })
})

describe('consent to personalization', () => {
  test('withdrawn, it erases the history here and on the disk, and leaves what is not personal', async () => {
    const { client, platform, visitor, decide } = await shopping()
    client.track('Order Completed')
    await platform.advance(10_000)
    client.consent({ personalization: false })
    expect(visitor().traits).toEqual({})
    expect(decide('hero').experience).toBe(null)
    expect(decide('card').experience).toBe(null)
    expect(decide('hint').experience).toBe('hint')
    await platform.advance(10_000)
    const documents = [...platform.disk.state].filter(([key]) => key !== 'qianmian.config')
    expect(JSON.stringify([documents, platform.disk.visitor])).not.toContain('orders')
    client.consent({ personalization: true })
    expect(visitor().traits).toEqual({ orders: 0 })
    expect(decide('hero').experience).toBe('gift')
  })

  test('missing from the start, nothing is counted before it is given', async () => {
    const one = visit(createDisk(), 0.5, { consent: { personalization: false } })
    const { client, visitor, decide } = await shopping({}, shop(), one)
    client.track('Order Completed')
    expect(visitor().traits).toEqual({})
    expect(decide('hint').experience).toBe('hint')
    client.consent({ personalization: true })
    expect(visitor().traits).toEqual({ orders: 0 })
  })
})

test('a tag that the visitor wants forgotten is gone, on the next visit too', async () => {
  const tagged = shop({ tags: { buyer: { when: { orders: { $gte: 1 } } } } })
  const first = await shopping({}, tagged)
  first.client.track('Order Completed')
  expect(first.visitor().tags).toEqual(['buyer'])
  first.visitor().forget('buyer')
  expect(first.visitor().tags).toEqual([])
  await first.platform.advance(10_000)
  first.client.stop()
  const next = await shopping({}, tagged, visit(first.platform.disk))
  expect(next.visitor().tags).toEqual([])
})

describe('nothing is forgotten', () => {
  test('of a visit that ended before its first document came', async () => {
    const first = visit()
    first.serve(null)
    personalize(first.client, { config: URL })
    first.client.track('Order Completed')
    await first.platform.advance(10_000)
    first.client.stop()
    const next = await shopping({}, shop(), visit(first.platform.disk))
    expect(next.visitor().traits).toEqual({ orders: 1 })
  })

  test('where the mirror of the state is gone', async () => {
    const { client, platform } = await shopping()
    client.track('Order Completed')
    await platform.settle()
    platform.disk.state.delete('memory')
    const next = await shopping({}, shop(), visit(platform.disk))
    expect(next.visitor().traits).toEqual({ orders: 1 })
  })

  test('while storage throws', async () => {
    const one = visit()
    Object.assign(one.platform.faults, { state: true, outbox: true })
    const { client, decide } = await shopping({}, shop(), one)
    client.track('Order Completed')
    expect(decide('card').experience).toBe('thanks')
  })
})

test('what is wrong with a document is told, and the rest of it serves', async () => {
  const { errors, issues, decide } = await shopping({}, shop({ tags: { broken: 5 as never } }))
  expect(issues().map(({ path }) => path)).toEqual(['tags.broken'])
  expect(errors.map(({ code }) => code)).toEqual(['config'])
  expect(decide('hero').experience).toBe('gift')
})
