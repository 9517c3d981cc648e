import { type Condition, personalize } from '@qianmian/rules'
import { expect, it } from 'vitest'
import { createRoom } from '../testing/createRoom.js'
import { liveSession } from './liveSession.js'

it('records who enters and leaves, and where each event happened', async () => {
  const startedAt = Date.parse('2026-06-01T07:59:00Z')
  const { room, player, platform, recorded, client } = createRoom({
    live: { session: 's', anchor: 'a', startedAt },
    random: 0.99,
  })
  Object.assign(player, { at: 12.34, behind: 2 })
  await platform.advance(3400)
  room.explain('grape')
  client.track('Product Clicked', { product_id: 'grape' })
  await platform.advance(1000)
  room.leave()
  client.track('Later')
  const visit = room.get().visit
  const place = { room: 'r', session: 's', anchor: 'a', visit, mode: 'live' }
  expect(recorded.map(({ event, properties }) => [event, properties])).toEqual([
    ['Live Room Entered', { ...place, offset: 60 }],
    ['Product Clicked', { product_id: 'grape' }],
    ['Live Watched', { ...place, product_id: 'grape', position: 12.3, offset: 62.4, seconds: 4, watched_seconds: 4 }],
    [
      'Live Product Explained',
      {
        ...place,
        product_id: 'grape',
        position: 12.3,
        offset: 62.4,
        from: '2026-06-01T08:00:03.400Z',
        to: '2026-06-01T08:00:04.400Z',
        from_offset: 61.4,
        to_offset: 62.4,
        seconds: 1,
        watched_seconds: 1,
      },
    ],
    [
      'Live Room Left',
      {
        ...place,
        position: 12.3,
        offset: 62.4,
        seconds: 4,
        watched_seconds: 4,
        likes: 0,
        comments: 0,
        gifts: 0,
        shares: 0,
      },
    ],
    ['Later', {}],
  ])
  expect(recorded[1]!.context.live).toEqual({
    ...{ room: 'r', session: 's', anchor: 'a', visit, mode: 'live', explaining: 'grape', watchedSeconds: 3 },
    ...{ position: 12.3, offset: 61.4, likes: 0, comments: 0, gifts: 0, shares: 0, followed: false },
  })
  expect(recorded.at(-1)!.context.live).toBe(undefined)
})

it('counts only what plays and can be seen, to the second', async () => {
  const { room, player, platform } = createRoom()
  await platform.advance(10_500)
  player.become('paused')
  await platform.advance(60_000)
  player.become('playing')
  await platform.advance(2_000)
  player.become('buffering')
  await platform.advance(7_000)
  player.become('playing')
  platform.emit('hide')
  await platform.advance(100_000)
  platform.emit('show')
  await platform.advance(1_400)
  expect(room.get().watchedSeconds).toBe(13)
  await platform.advance(100)
  expect(room.get().watchedSeconds).toBe(14)
  player.become('ended')
  await platform.advance(5_000)
  expect(room.get().watchedSeconds).toBe(14)
})

it('takes no sleep of the device for watching', async () => {
  const { room, platform } = createRoom()
  const { clock } = platform
  await platform.advance(2_000)
  const elapsed = clock.elapsed
  Object.assign(clock, { elapsed: () => elapsed() + 3_600_000 })
  await platform.advance(1_000)
  expect(room.get().watchedSeconds).toBeLessThanOrEqual(8)
})

it('beats every 15 watched seconds, each viewer in a phase of their own', async () => {
  const beats = async (random: number) => {
    const { platform, recorded } = createRoom({ random })
    const start = platform.clock.now()
    await platform.advance(50_000)
    return recorded
      .filter(({ event }) => event === 'Live Watched')
      .map(({ timestamp, properties }) => [(Date.parse(timestamp) - start) / 1000, properties!.seconds])
  }
  expect(await beats(0)).toEqual([1, 16, 31, 46].map((at, index) => [at, index ? 15 : 1]))
  expect(await beats(0.5)).toEqual([8, 23, 38].map((at, index) => [at, index ? 15 : 8]))
  expect(await beats(0.99)).toEqual([15, 30, 45].map((at) => [at, 15]))
})

it('records what is known when the page is hidden, since it may be killed there', async () => {
  const { room, platform, names, of } = createRoom({ random: 0.99 })
  await platform.advance(7_300)
  room.like(3)
  platform.emit('hide')
  expect(names()).toEqual(['Live Room Entered', 'Live Watched', 'Live Liked'])
  expect(of('Live Watched')[0]).toMatchObject({ seconds: 7, watched_seconds: 7 })
  expect(of('Live Liked')[0]).toMatchObject({ count: 3 })
  platform.emit('show')
  await platform.advance(7_700)
  expect(of('Live Watched')[1]).toMatchObject({ seconds: 8, watched_seconds: 15 })
})

it('ends an explanation with the next one, or with null, and repeats none', async () => {
  const { room, platform, of } = createRoom()
  room.explain({ product_id: 'grape', position: 3 })
  await platform.advance(4_000)
  room.explain('grape')
  await platform.advance(4_000)
  room.explain('melon')
  await platform.advance(2_000)
  room.explain(null)
  room.explain(null)
  expect(of('Live Product Explained')).toMatchObject([
    { product_id: 'grape', position: 3, from: '2026-06-01T08:00:00.000Z', to: '2026-06-01T08:00:08.000Z', seconds: 8 },
    { product_id: 'melon', from: '2026-06-01T08:00:08.000Z', to: '2026-06-01T08:00:10.000Z', seconds: 2 },
  ])
  expect(room.get().explaining).toBe(null)
})

it('keeps live, preview and replay apart', async () => {
  const { room, player, platform, recorded } = createRoom({ live: { mode: 'preview', startedAt: 0 }, random: 0.99 })
  await platform.advance(9_000)
  room.like()
  room.mode('live')
  room.mode('live')
  await platform.advance(4_000)
  player.at = 77
  room.mode('replay')
  await platform.advance(2_000)
  expect(room.get()).toMatchObject({ mode: 'replay', watchedSeconds: 2, likes: 0, offset: 77 })
  room.leave()
  const seen = recorded.map(({ event, properties }) =>
    `${properties!.mode}: ${event} ${properties!.seconds ?? ''}`.trim(),
  )
  expect(seen).toEqual([
    'preview: Live Room Entered',
    'preview: Live Watched 9',
    'preview: Live Liked',
    'preview: Live Room Left 9',
    'live: Live Room Entered',
    'live: Live Watched 4',
    'live: Live Room Left 4',
    'replay: Live Room Entered',
    'replay: Live Watched 2',
    'replay: Live Room Left 2',
  ])
  expect(new Set(recorded.map(({ properties }) => properties!.visit)).size).toBe(3)
  expect(recorded[0]!.properties!.offset).toBe(undefined)
})

it('makes one event of many likes, and counts what comes twice once', async () => {
  const { room, platform, of, names } = createRoom({ random: 0.99 })
  for (let n = 0; n < 200; n++) room.like()
  room.push({ kind: 'like', own: true, id: 'm1', count: 5 })
  room.push({ kind: 'like', own: true, id: 'm1', count: 5 })
  for (const id of ['m1', 'm2', 'm1', 'm2']) room.push({ kind: 'comment', own: true, id, properties: { length: 4 } })
  room.push({ kind: 'gift', own: true, id: 'm9', count: 3, properties: { gift_id: 'rose' } })
  room.push({ kind: 'follow', own: true })
  room.push({ kind: 'share', own: true })
  room.push({ kind: 'enter', own: true })
  await platform.advance(5_000)
  expect(of('Live Liked')).toMatchObject([{ count: 205 }])
  expect(of('Live Commented')).toMatchObject([
    { msg_id: 'm1', length: 4 },
    { msg_id: 'm2', length: 4 },
  ])
  expect(of('Live Gift Sent')).toMatchObject([{ msg_id: 'm9', count: 3, gift_id: 'rose' }])
  expect(names().slice(-3)).toEqual(['Live Followed', 'Live Shared', 'Live Liked'])
  expect(room.get()).toMatchObject({ likes: 205, comments: 2, gifts: 3, shares: 1, followed: true })
})

it('only counts what others do, unless this client is to record the room', async () => {
  const { room, platform, names } = createRoom()
  room.push({ kind: 'like', id: '1', count: 40 })
  room.push({ kind: 'comment', id: '2' })
  await platform.advance(60_000)
  expect(room.get()).toMatchObject({ likes: 0, activity: { likes: 40, comments: 1 } })
  expect(new Set(names())).toEqual(new Set(['Live Room Entered', 'Live Watched']))
})

it('records the room exactly, with an even sample that tells its rate', async () => {
  const { room, platform, of } = createRoom({ live: { activity: { everyMs: 2_000, sample: 4 } } })
  for (let n = 0; n < 100; n++) {
    room.push({ kind: 'like', id: `l${n}`, count: 2 })
    room.push({ kind: 'comment', id: `c${n}`, properties: { length: n } })
  }
  room.push({ kind: 'enter', id: 'e' })
  await platform.advance(2_000)
  expect(of('Live Activity Counted')).toMatchObject([{ seconds: 2, likes: 200, comments: 100, enters: 1 }])
  const sampled = of('Live Message Sampled')
  expect(sampled.filter(({ kind }) => kind === 'comment')).toHaveLength(4)
  expect(sampled.reduce((sum, { rate }) => sum + 1 / Number(rate), 0)).toBeCloseTo(101)
  room.push({ kind: 'like', id: 'last' })
  room.leave()
  expect(of('Live Activity Counted')[1]).toMatchObject({ likes: 1 })
})

it('lets rules see it in the same tick', async () => {
  const shown: [number, unknown][] = []
  const when = (id: string, condition: Condition) => ({
    ...{ id, slot: id, when: condition },
    variations: [{ key: 'v', payload: { type: 'text' } }],
  })
  let slots!: ReturnType<typeof personalize>
  const { room, platform } = createRoom({
    random: 0.3,
    before(client) {
      slots = personalize(client, {
        config: {
          ...{ schema: 1, id: 'live', revision: 1, slots: { ticket: {}, now: {}, fans: {} } },
          experiences: [
            when('ticket', { 'live.watchedSeconds': { $gte: 180 }, 'live.mode': 'live' }),
            when('now', { 'live.explaining': 'grape' }),
            when('fans', { 'live.likes': { $gte: 10 }, 'live.followed': true }),
          ],
        },
      })
    },
  })
  const start = platform.clock.now()
  slots.slot('ticket').subscribe(({ experience }) => shown.push([platform.clock.now() - start, experience]))
  await platform.advance(200_000)
  expect(shown).toEqual([[180_000, 'ticket']])
  expect(slots.decide('now').experience).toBe(null)
  room.explain('grape')
  expect(slots.decide('now').experience).toBe('now')
  room.explain(null)
  expect(slots.decide('now').experience).toBe(null)
  room.push({ kind: 'follow', own: true })
  await platform.advance(1_000)
  room.like(10)
  expect(slots.decide('fans').experience).toBe('fans')
  room.leave()
  expect([slots.decide('fans').experience, slots.decide('ticket').experience]).toEqual([null, null])
})

it('tells whoever listens, however many likes there are, four times a second at most', async () => {
  const { room, platform, player, errors } = createRoom()
  player.become('paused')
  const told: number[] = []
  room.subscribe(() => {
    throw new Error('listener')
  })
  const stop = room.subscribe(({ likes }) => told.push(likes))
  for (let n = 0; n < 100; n++) {
    room.like()
    await platform.advance(10)
  }
  await platform.advance(250)
  expect(told.length).toBeLessThanOrEqual(6)
  expect([told[0], told.at(-1)]).toEqual([1, 100])
  stop()
  room.like()
  await platform.advance(1_000)
  expect(told.at(-1)).toBe(100)
  expect(errors[0]).toMatchObject({ code: 'live' })
})

it('begins again for another person', async () => {
  const { room, platform, client, recorded } = createRoom({ random: 0.99 })
  await platform.advance(4_000)
  room.explain('grape')
  room.like()
  const { visit } = room.get()
  client.reset()
  await platform.advance(3_000)
  expect(room.get()).toMatchObject({ watchedSeconds: 3, likes: 0, explaining: 'grape' })
  expect(room.get().visit).not.toBe(visit)
  platform.emit('hide')
  expect(new Set(recorded.map(({ anonymousId }) => anonymousId)).size).toBe(2)
  expect(recorded.slice(1).map(({ event, properties }) => [event, properties!.watched_seconds])).toEqual([
    ['Live Room Entered', undefined],
    ['Live Watched', 3],
  ])
})

it('survives players, listeners and messages that are wrong, and throws only for a wrong option', async () => {
  const { room, platform, client, errors, recorded, player } = createRoom()
  const fail = () => {
    throw new Error('gone')
  }
  room.attach({ watch: fail, position: fail, latency: fail })()
  room.attach({ ...player, position: () => Number.NaN, shownAt: fail })
  await platform.advance(20_000)
  room.push({ kind: '__proto__' } as never)
  room.push({ kind: 'gift', own: true, count: Number.NaN })
  room.push(null as never)
  room.explain({} as never)
  room.explain(7 as never)
  room.like(-3)
  expect(room.get()).toMatchObject({ likes: 1, gifts: 1, explaining: null, watchedSeconds: 20 })
  room.leave()
  const { length } = recorded
  room.leave()
  room.like()
  room.mode('replay')
  room.push({ kind: 'share', own: true })
  room.attach({ watch: fail })()
  await platform.advance(60_000)
  expect(recorded.length).toBe(length)
  expect(errors.length).toBeGreaterThan(0)
  expect(() => liveSession(client, {} as never)).toThrow("liveSession needs room: an id, such as 'r_7'")
})

it('leaves nothing behind when the client stops', async () => {
  const { client, platform, recorded, player, room } = createRoom()
  client.stop()
  const { length } = recorded
  player.become('paused')
  player.become('playing')
  platform.emit('hide')
  room.like()
  await platform.advance(60_000)
  expect(recorded.length).toBe(length)
})
