import { describe, expect, it } from 'vitest'
import { createTestClient } from './testing/createTestClient.js'
import { createDisk } from './testing/index.js'

const MINUTE = 60_000

describe('sessions', () => {
  it('end after 30 minutes without an event, and are counted', async () => {
    const { client, heard, platform } = createTestClient()
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
    const first = createTestClient()
    first.client.track('a')
    await first.platform.advance(MINUTE)
    const second = createTestClient({}, first.disk)
    second.client.track('b')
    await second.platform.settle()
    first.client.track('c')
    expect(second.names()).toEqual(['b'])
    expect(first.names()).toEqual(['Session Started', 'a', 'c'])
  })

  it('begin also where a store gives back something else, and where a listener resets at once', () => {
    const { client, names, errors } = createTestClient({}, createDisk(), ({ state }) => {
      state.get = () => '{"anonymousId":"somebody"}'
    })
    client.track('a')
    expect(names()).toEqual(['Session Started', 'a'])
    const other = createTestClient()
    let resets = 0
    other.client.use({ name: 'p', setup: ({ on, client }) => void on('event', () => resets++ || client.reset()) })
    other.client.track('a')
    other.client.track('b')
    expect(other.names()).toEqual(['Session Started', 'a', 'Session Started', 'b'])
    expect([...errors, ...other.errors]).toEqual([])
  })

  it('carry the campaign and the referrer that they began with; the first touch stays', async () => {
    const { client, heard, platform } = createTestClient()
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
    const first = createTestClient(
      {},
      createDisk(),
      (platform) => (platform.around = { campaign: { source: 'wechat' } }),
    )
    first.client.track('a')
    await first.platform.advance(MINUTE)
    const second = createTestClient(
      {},
      first.disk,
      (platform) => (platform.around = { campaign: { source: 'douyin' } }),
    )
    second.client.track('b')
    expect(second.heard[0]!.context).toMatchObject({
      campaign: { source: 'douyin' },
      session: { number: 1 },
      firstTouch: { campaign: { source: 'wechat' } },
    })
  })
})
