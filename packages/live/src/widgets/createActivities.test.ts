import { createCoreClient, type JsonObject } from '@qianmian/core'
import { createMemoryPlatform } from '@qianmian/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ActivityAnswer, ActivityRequest, ActivityServer } from './activity.js'
import { createActivities } from './createActivities.js'

const NOW = Date.parse('2026-06-01T08:00:00Z')

/** Activities of a client in memory, before a server that a test plays. */
function setUp(options: { skew?: number; consent?: boolean } = {}) {
  const platform = createMemoryPlatform()
  const skew = options.skew ?? 0
  const client = createCoreClient(platform, {
    writeKey: 'demo',
    endpoint: 'https://collect.example.com',
    consent: { required: options.consent === false },
  })
  const looks: string[][] = []
  const acts: ActivityRequest[] = []
  const states: Record<string, JsonObject> = { c20: { left: 3 }, vote: { total: 1 } }
  const server = {
    look: async (names: readonly string[]) => {
      looks.push([...names])
      return { now: NOW + platform.clock.elapsed() + skew, activities: structuredClone(states) }
    },
    act: async (request: ActivityRequest): Promise<ActivityAnswer> => {
      acts.push(request)
      return { ok: true, now: NOW + platform.clock.elapsed() + skew, state: { left: 2 }, result: { code: 'X' } }
    },
  } satisfies ActivityServer
  return { platform, client, looks, acts, states, server, activities: createActivities({ client, server }) }
}

it('looks at all that is followed in one request, and tells those who follow it', async () => {
  const { platform, activities, looks } = setUp()
  const told: string[] = []
  activities.follow('c20', () => told.push('c20'))
  const unfollow = activities.follow('vote', () => told.push('vote'))
  expect(looks).toEqual([])
  await platform.advance(600)
  expect(looks).toEqual([['c20', 'vote']])
  expect(told).toEqual(['c20', 'vote'])
  expect(activities.get('c20').state).toEqual({ left: 3 })
  unfollow()
  activities.look('c20', 5000, 0)
  await platform.advance(4999)
  expect(looks).toHaveLength(1)
  await platform.advance(1)
  expect(looks[1]).toEqual(['c20'])
})

it('asks nothing before consent, and everything then', async () => {
  const { platform, activities, looks, client } = setUp({ consent: false })
  activities.follow('c20', () => {})
  await platform.advance(5000)
  expect(looks).toEqual([])
  client.consent({ analytics: true })
  await platform.advance(600)
  expect(looks).toEqual([['c20']])
})

it('asks nothing while the page is hidden, and again when it is shown', async () => {
  const { platform, activities, looks } = setUp()
  activities.follow('c20', () => {})
  platform.emit('hide')
  await platform.advance(60_000)
  expect([looks, activities.shown()]).toEqual([[], false])
  platform.emit('show')
  await platform.advance(600)
  expect([looks, activities.shown()]).toEqual([[['c20']], true])
})

it('does one thing at a time, and shows that it is under way', async () => {
  const { platform, activities, acts } = setUp()
  const first = activities.act('c20', 'claim')
  expect(activities.get('c20').doing).toBe('claim')
  expect(await activities.act('c20', 'claim')).toBe(null)
  expect(await first).toMatchObject({ ok: true })
  await platform.settle()
  expect(acts).toHaveLength(1)
  expect(activities.get('c20')).toEqual({
    state: { left: 2 },
    doing: null,
    done: { action: 'claim', refusal: null, result: { code: 'X' } },
  })
})

it('keeps the id of what had no answer, so that it is not done twice, and takes a new one after an answer', async () => {
  const { activities, acts, server } = setUp()
  const answering = server.act
  server.act = async (request) => {
    acts.push(request)
    throw new Error('no answer')
  }
  expect(await activities.act('c20', 'claim')).toBe(null)
  expect(activities.get('c20').done).toEqual({ action: 'claim', refusal: 'silence', result: null })
  server.act = answering
  await activities.act('c20', 'claim')
  await activities.act('c20', 'claim')
  const [first, second, third] = acts.map(({ id }) => id)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

it('does not let a look that began before an action tell of the time before it', async () => {
  const { platform, activities, server } = setUp()
  let tell = (_: object) => {}
  server.look = () => new Promise((resolve) => (tell = resolve as never))
  activities.follow('c20', () => {})
  await platform.advance(600)
  await activities.act('c20', 'claim')
  tell({ now: NOW, activities: { c20: { left: 3 } } })
  await platform.settle()
  expect(activities.get('c20').state).toEqual({ left: 2 })
})

it('forgets what it knows when another person comes, and does not show them the answer to the one before', async () => {
  const { platform, client, activities, server, looks } = setUp()
  client.identify('anna')
  activities.follow('c20', () => {})
  await platform.advance(600)
  let tell = (_: ActivityAnswer) => {}
  server.act = () => new Promise((resolve) => (tell = resolve))
  const claim = activities.act('c20', 'claim')
  await platform.settle()
  client.reset()
  tell({ ok: true, now: NOW, state: { claimed: { code: 'OF-ANNA' } } })
  expect(await claim).toBe(null)
  expect(JSON.stringify(activities.get('c20'))).not.toContain('OF-ANNA')
  await platform.advance(600)
  expect(looks).toHaveLength(2)
})

it('asks again after silence, at a moment of its own, and reports it', async () => {
  const { platform, activities, server, looks } = setUp()
  const looking = server.look
  server.look = async () => {
    throw new Error('down')
  }
  activities.follow('c20', () => {})
  await platform.advance(600)
  server.look = looking
  await platform.advance(15_000)
  expect(looks).toEqual([])
  await platform.advance(15_000)
  expect(looks).toEqual([['c20']])
})

it('never runs ahead of the server, and less behind than the quickest answer, whatever the device believes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -1e10, max: 1e10 }),
      fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: -1e9, max: 1e9 }),
      async (skew, delays, jump) => {
        const { platform, activities, server } = setUp({ skew })
        const truth = () => NOW + platform.clock.elapsed() + skew
        server.act = async () => {
          const now = truth()
          await new Promise<void>((done) => platform.clock.after(delays.shift()!, done))
          return { ok: true, now, state: {} }
        }
        const quickest = Math.min(...delays)
        while (delays.length) {
          const acted = activities.act('c20', 'claim')
          await platform.advance(3001)
          await acted
        }
        platform.setClock(jump)
        await platform.advance(10_000)
        expect(activities.now()).toBeLessThanOrEqual(truth())
        expect(truth() - activities.now()).toBeLessThanOrEqual(quickest)
      },
    ),
    { numRuns: 50 },
  )
})

it('stops with its client, and asks nothing more', async () => {
  const { platform, activities, looks } = setUp()
  activities.follow('c20', () => {})
  activities.stop()
  await platform.advance(60_000)
  expect(looks).toEqual([])
})
