import type { RecordedEvent } from '@qianmian/core'
import { createDisk, type MemoryPlatform } from '@qianmian/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRoom, type RoomOptions } from '../testing/createRoom.js'
import { liveRecovery } from './liveRecovery.js'
import type { PlayerState } from './Player.js'

/** Something that happens, and how long it stays so, in ms. */
type Step = readonly [what: PlayerState | 'hide' | 'show', ms: number]

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.tuple(
    fc.constantFrom<Step[0]>('playing', 'playing', 'paused', 'buffering', 'ended', 'hide', 'show'),
    fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 40_000 })),
  ),
  { maxLength: 12 },
)

/** Plays it, and tells how long the viewer really watched, in ms: the reference that knows nothing of the session. */
async function play({ player, platform }: ReturnType<typeof createRoom>, script: readonly Step[]): Promise<number> {
  let state: PlayerState = 'playing'
  let visible = true
  let watched = 0
  for (const [what, ms] of script) {
    if (what === 'hide' || what === 'show') {
      // A host tells each once.
      if (visible !== (what === 'show')) platform.emit(what)
      visible = what === 'show'
    } else player.become((state = what))
    await platform.advance(ms)
    if (visible && state === 'playing') watched += ms
  }
  return watched
}

/** Seconds that the collector knows to have been watched, by whoever sent them. */
function arrived(...platforms: MemoryPlatform[]): number {
  const events = new Map<string, RecordedEvent>()
  for (const platform of platforms) for (const event of platform.wire.sent()) events.set(event.messageId, event)
  return [...events.values()].reduce(
    (sum, { event, properties }) => sum + (event === 'Live Watched' ? Number(properties!.seconds) : 0),
    0,
  )
}

const random = fc.integer({ min: 0, max: 99 }).map((percent) => percent / 100)

it('counts whatever happens as a reference does, and records each watched second once', async () => {
  await fc.assert(
    fc.asyncProperty(steps, random, async (script, random) => {
      const visit = createRoom({ random })
      const watched = Math.floor((await play(visit, script)) / 1000)
      expect(visit.room.get().watchedSeconds).toBe(watched)
      visit.room.leave()
      expect(visit.watched()).toBe(watched)
      visit.client.stop()
    }),
  )
})

it('loses at most five seconds of a visit that is killed at any moment, and counts none twice', async () => {
  await fc.assert(
    fc.asyncProperty(steps, random, async (script, random) => {
      const killed = createRoom({ random })
      const watched = Math.floor((await play(killed, script)) / 1000)
      const next = createRoom({ disk: killed.disk })
      next.player.become('paused')
      await next.platform.advance(20_000)
      const known = arrived(killed.platform, next.platform)
      expect(known).toBeLessThanOrEqual(watched)
      expect(known).toBeGreaterThan(watched - 6)
      next.client.stop()
    }),
  )
})

it('records what a killed visit owed with its own room, person and moment', async () => {
  const killed = createRoom({ live: { session: 's1' }, random: 0.99 })
  killed.room.explain('grape')
  await killed.platform.advance(12_000)
  killed.room.like(2)
  killed.player.become('paused')
  const { visit } = killed.room.get()
  const next = createRoom({ disk: killed.disk, live: { room: 'other' } })
  expect(next.names()).toEqual(['Live Watched', 'Live Liked', 'Live Product Explained', 'Live Room Entered'])
  const place = { room: 'r', session: 's1', visit, product_id: 'grape', recovered: true }
  expect(next.recorded.map(({ properties }) => properties).slice(0, 3)).toMatchObject([
    { ...place, seconds: 12, watched_seconds: 12 },
    { ...place, count: 2 },
    { ...place, from: '2026-06-01T08:00:00.000Z', to: '2026-06-01T08:00:12.000Z', watched_seconds: 12 },
  ])
  expect(next.recorded[0]!.context.live).toMatchObject({ room: 'r', visit, watchedSeconds: 12 })
  expect(next.recorded[3]!.context.live).toMatchObject({ room: 'other', watchedSeconds: 0 })
  expect(createRoom({ disk: killed.disk }).names()).toEqual(['Live Room Entered'])
})

it('is there for pages without a room', async () => {
  const killed = createRoom({ random: 0.99 })
  await killed.platform.advance(5_000)
  const names: unknown[] = []
  createRoom({
    disk: killed.disk,
    before(client) {
      client.use({ name: 'early', setup: ({ on }) => on('event', ({ event }) => void names.push(event)) })
      client.use(liveRecovery())
      expect(names).toEqual(['Live Watched'])
    },
  })
  expect(names).toEqual(['Live Watched', 'Live Room Entered'])
})

it('counts nothing twice when a visit goes on that another tab took for killed', async () => {
  const arrivals = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(arrivals, random, async (pauses, random) => {
      const first = createRoom({ random })
      first.room.explain('grape')
      let explained = 0
      const others: MemoryPlatform[] = []
      for (const ms of pauses) {
        await first.platform.advance(ms)
        const other = createRoom({ disk: first.disk, random })
        other.player.become('paused')
        explained += other.of('Live Product Explained').reduce((sum, one) => sum + Number(one.watched_seconds), 0)
        other.room.leave()
        await other.platform.advance(20_000)
        others.push(other.platform)
      }
      const { watchedSeconds } = first.room.get()
      first.room.leave()
      await first.platform.advance(20_000)
      expect(arrived(first.platform, ...others)).toBe(watchedSeconds)
      explained += first.of('Live Product Explained').reduce((sum, one) => sum + Number(one.watched_seconds), 0)
      expect(explained).toBe(watchedSeconds)
    }),
  )
})

it('stores nothing before consent, and nothing of who refuses or is gone', async () => {
  const stored = async (options: RoomOptions, act: (room: ReturnType<typeof createRoom>) => unknown) => {
    const room = createRoom({ ...options, disk: createDisk(), random: 0.99 })
    await room.platform.advance(7_000)
    const before = room.disk.state.has('live')
    act(room)
    return [before, room.disk.state.has('live')]
  }
  const required = { client: { consent: { required: true } } }
  expect(await stored(required, () => {})).toEqual([false, false])
  expect(await stored({}, ({ client }) => client.consent({ analytics: false }))).toEqual([true, false])
  expect(await stored({}, ({ client }) => void client.erase())).toEqual([true, false])
  expect(await stored({}, ({ room }) => room.leave())).toEqual([true, false])
  const killed = createRoom({ random: 0.99 })
  await killed.platform.advance(7_000)
  killed.disk.state.set('person', '')
  const other = createRoom({ disk: killed.disk })
  other.client.reset()
  expect(createRoom({ disk: killed.disk }).of('Live Watched')).toEqual([])
})

it('goes on where nothing can be stored, or what is stored is none of its own', async () => {
  const broken = createRoom({ before: (_, platform) => void (platform.faults.state = true) })
  await broken.platform.advance(31_000)
  expect(broken.watched()).toBe(31)
  const forgetful = createRoom({ before: (_, { state }) => void Object.assign(state, { set() {} }) })
  await forgetful.platform.advance(31_000)
  expect(forgetful.watched()).toBe(31)
  for (const text of ['7', '[1]', '{"a":null,"b":{"by":"x"}}', '{"a":', 'null']) {
    const disk = createDisk()
    disk.state.set('live', text)
    const room = createRoom({ disk })
    await room.platform.advance(16_000)
    expect(room.watched()).toBe(16)
  }
})
