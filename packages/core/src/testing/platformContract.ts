import type { RecordedEvent } from '../event.js'
import type { Platform } from '../platform.js'

/** What the contract needs of a test runner: Vitest's three functions are such; and how time passes. */
export interface Runner {
  describe(name: string, body: () => void): unknown
  it(name: string, body: () => unknown): unknown
  // biome-ignore lint/suspicious/noExplicitAny: matchers of the runner
  expect(value: unknown): any
  /** Lets a platform's time pass. */
  pass(platform: Platform, ms: number): Promise<unknown>
}

function event(messageId: string): RecordedEvent {
  return {
    type: 'track',
    event: messageId,
    messageId,
    anonymousId: 'a',
    timestamp: '2026-06-01T08:00:00.000Z',
    context: {},
  }
}

/**
 * What every platform keeps. `createPlatform` gives a fresh device; called with the platform of an earlier call, the
 * same device in a later visit.
 */
export function platformContract(
  name: string,
  createPlatform: (before?: Platform) => Platform,
  { describe, it, expect, pass }: Runner,
): void {
  describe(`${name} keeps the platform contract`, () => {
    it('state: gives back what was set, null for the rest, and nothing after removal', () => {
      const { state } = createPlatform()
      expect(state.get('a')).toBe(null)
      state.set('a', '千面')
      expect(state.get('a')).toBe('千面')
      state.remove('a')
      expect(state.get('a')).toBe(null)
    })

    it('state: is there in the next visit', () => {
      const first = createPlatform()
      first.state.set('a', '1')
      expect(createPlatform(first).state.get('a')).toBe('1')
    })

    it('outbox: keeps the order, and numbers that grow', async () => {
      const { outbox } = createPlatform()
      const seqs = [...(await outbox.append([event('1'), event('2')])), ...(await outbox.append([event('3')]))]
      expect(seqs.length).toBe(3)
      expect([...seqs].sort((a, b) => a - b)).toEqual(seqs)
      expect(new Set(seqs).size).toBe(3)
      const rows = await outbox.peek(0, 10)
      expect(rows.map((row) => row.event.messageId)).toEqual(['1', '2', '3'])
      expect(rows.map((row) => row.seq)).toEqual(seqs)
    })

    it('outbox: peek is bounded and goes on behind a number', async () => {
      const { outbox } = createPlatform()
      const seqs = await outbox.append(['1', '2', '3', '4'].map(event))
      expect((await outbox.peek(seqs[1]!, 1)).map((row) => row.event.messageId)).toEqual(['3'])
      expect(await outbox.peek(seqs[3]!, 5)).toEqual([])
      expect((await outbox.peek(0, 1e9)).length).toBe(4)
    })

    it('outbox: forgets what is acknowledged and nothing else, and gives no number twice', async () => {
      const { outbox } = createPlatform()
      const seqs = await outbox.append(['1', '2', '3'].map(event))
      await outbox.acknowledge([seqs[0]!, seqs[2]!, 9999])
      expect((await outbox.peek(0, 10)).map((row) => row.event.messageId)).toEqual(['2'])
      const [next] = await outbox.append([event('4')])
      expect(next! > seqs[2]!).toBe(true)
    })

    it('outbox: stores events with the state, whose watermark is the newest number', async () => {
      const { outbox } = createPlatform()
      expect(await outbox.load()).toBe(null)
      await outbox.append([event('1')])
      const [seq] = await outbox.append([event('2')], { orders: 1 })
      expect(await outbox.load()).toEqual({ state: { orders: 1 }, watermark: seq })
      await outbox.append([event('3')])
      expect((await outbox.load())!.watermark).toBe(seq)
      await outbox.append([], { orders: 2 })
      expect(await outbox.load()).toEqual({ state: { orders: 2 }, watermark: seq! + 1 })
    })

    it('outbox: rows and state are there in the next visit', async () => {
      const first = createPlatform()
      await first.outbox.append([event('1')], { orders: 1 })
      const { outbox } = createPlatform(first)
      expect((await outbox.peek(0, 10)).map((row) => row.event)).toEqual([event('1')])
      expect((await outbox.load())!.state).toEqual({ orders: 1 })
    })

    it('outbox: appends of two tabs never share a number', async () => {
      const first = createPlatform()
      const second = createPlatform(first)
      const seqs = await Promise.all(
        [first, second, first, second].map(({ outbox }, i) => outbox.append([event(`${i}`), event(`${i}b`)])),
      )
      expect(new Set(seqs.flat()).size).toBe(8)
    })

    it('outbox: clear leaves nothing, and numbers go on', async () => {
      const { outbox } = createPlatform()
      const [before] = await outbox.append([event('1')], { orders: 1 })
      await outbox.clear()
      expect(await outbox.peek(0, 10)).toEqual([])
      expect(await outbox.load()).toBe(null)
      expect((await outbox.append([event('2')]))[0]! > before!).toBe(true)
    })

    it('clock: a timer runs once at its time, and a stopped one never', async () => {
      const platform = createPlatform()
      const { clock } = platform
      const start = clock.now()
      const ran: string[] = []
      const stop = clock.after(5, () => ran.push('stopped'))
      clock.after(20, () => ran.push(clock.now() - start >= 19 ? 'in time' : 'early'))
      stop()
      stop()
      await pass(platform, 60)
      expect(ran).toEqual(['in time'])
      expect(clock.now() - start >= 59).toBe(true)
    })

    it('random and ids: in range, and different', () => {
      const platform = createPlatform()
      const numbers = Array.from({ length: 100 }, () => platform.random())
      expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
      const ids = Array.from({ length: 100 }, () => platform.id())
      expect(new Set(ids).size).toBe(100)
      expect(ids.every((id) => encodeURIComponent(id) === id)).toBe(true)
    })

    it('context: is plain JSON', () => {
      const context = createPlatform().context()
      expect(JSON.parse(JSON.stringify(context))).toEqual(context)
      expect(typeof context).toBe('object')
    })
  })
}
