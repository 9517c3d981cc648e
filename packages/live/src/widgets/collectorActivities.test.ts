import { createCoreClient } from '@qianmian/core'
import { answer, createMemoryPlatform } from '@qianmian/core/testing'
import { expect, it } from 'vitest'
import { collectorActivities } from './collectorActivities.js'

function setUp() {
  const platform = createMemoryPlatform()
  const source = { writeKey: 'demo', endpoint: 'https://collect.example.com/' }
  const client = createCoreClient(platform, source)
  const asked = () => platform.wire.requests.filter(({ url }) => url.includes('/v1/activities/'))
  return { platform, client, asked, server: collectorActivities({ ...source, client }) }
}

it('asks the collector as text, so that no preflight is needed, and says who asks', async () => {
  const { platform, client, asked, server } = setUp()
  client.identify('anna')
  platform.wire.answer = () => answer(200, { ok: true, now: 7, activities: { c20: { left: 1 } }, state: {} })
  expect(await server.look(['c20'])).toMatchObject({ now: 7, activities: { c20: { left: 1 } } })
  await server.act({ activity: 'c20', action: 'claim', id: 'one', value: { seconds: 60 } })
  const [look, act] = asked()
  expect([look!.url, act!.url, look!.headers]).toEqual([
    'https://collect.example.com/v1/activities/look',
    'https://collect.example.com/v1/activities/act',
    undefined,
  ])
  const who = { writeKey: 'demo', anonymousId: expect.any(String), userId: 'anna' }
  expect(JSON.parse(look!.body!)).toEqual({ ...who, names: ['c20'] })
  expect(JSON.parse(act!.body!)).toEqual({
    ...who,
    activity: 'c20',
    action: 'claim',
    id: 'one',
    value: { seconds: 60 },
  })
})

it('tries again after silence, 429 and 503 under the same id, and waits as long as it is told', async () => {
  const { platform, asked, server } = setUp()
  const answers = [
    () => Promise.reject(new Error('no answer')),
    () => answer(429, { retryAfter: 3 }),
    () => answer(503, {}, { 'retry-after': '2' }),
    () => answer(200, { ok: true, now: 7, state: {} }),
  ]
  platform.wire.answer = () => answers.shift()!()
  const acted = server.act({ activity: 'c20', action: 'claim', id: 'one' })
  await platform.advance(1000)
  expect(asked()).toHaveLength(2)
  await platform.advance(2999)
  expect(asked()).toHaveLength(2)
  await platform.advance(20_000)
  expect(await acted).toMatchObject({ ok: true })
  expect(asked().map(({ body }) => JSON.parse(body!).id)).toEqual(['one', 'one', 'one', 'one'])
})

it('gives up in the end, and at once after what another try does not mend', async () => {
  const { platform, asked, server } = setUp()
  platform.wire.answer = () => answer(503)
  const silent = server.look(['c20']).catch(String)
  await platform.advance(60_000)
  expect(await silent).toContain('HTTP 503')
  expect(asked()).toHaveLength(5)
  platform.wire.answer = () => answer(401)
  expect(await server.look(['c20']).catch(String)).toContain('HTTP 401')
  platform.wire.answer = () => answer(429, { retryAfter: 600 })
  expect(await server.look(['c20']).catch(String)).toContain('HTTP 429')
  expect(asked()).toHaveLength(7)
})

it('takes a port instead of a client, and says what is missing', async () => {
  const { platform } = setUp()
  platform.wire.answer = () => answer(200, { now: 1, activities: {} })
  const { network, clock, random } = platform
  const server = collectorActivities({
    endpoint: 'https://collect.example.com',
    writeKey: 'demo',
    port: { identity: () => ({ anonymousId: 'a', userId: null }), request: network, clock, random },
  })
  await server.look(['x'])
  const { body } = platform.wire.requests.pop()!
  expect(JSON.parse(body!)).toEqual({ writeKey: 'demo', anonymousId: 'a', userId: null, names: ['x'] })
  expect(() => collectorActivities({ endpoint: '', writeKey: 'demo' })).toThrow('[qianmian] collectorActivities')
})
