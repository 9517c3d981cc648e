import type { Platform, Row, StoredEvent } from '../platform.js'

/** What the contract needs of a test runner: Vitest's three functions are such; and how time passes. */
export interface Runner {
  describe(name: string, body: () => void): unknown
  it(name: string, body: () => unknown): unknown
  // biome-ignore lint/suspicious/noExplicitAny: matchers of the runner
  expect(value: unknown): any
  /** Lets a platform's time pass. */
  pass(platform: Platform, ms: number): Promise<unknown>
}

function event(text: string): StoredEvent {
  return { text, at: 1, important: false }
}

const texts = (rows: readonly Row[]) => rows.flatMap(({ events }) => events.map(({ text }) => text))

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

    it('outbox: keeps the order, and numbers rows one by one', async () => {
      const { outbox } = createPlatform()
      const first = await outbox.append([event('1'), event('2')])
      expect(await outbox.append([event('3')])).toBe(first + 1)
      expect(await outbox.peek(0, 10)).toEqual([
        { seq: first, events: [event('1'), event('2')] },
        { seq: first + 1, events: [event('3')] },
      ])
    })

    it('outbox: peek is bounded and goes on behind a number', async () => {
      const { outbox } = createPlatform()
      await Promise.all(['1', '2', '3'].map((text) => outbox.append([event(text)])))
      const last = await outbox.append([event('4')])
      expect(texts(await outbox.peek(last - 2, 1))).toEqual(['3'])
      expect(await outbox.peek(last, 5)).toEqual([])
      expect((await outbox.peek(0, 1e9)).length).toBe(4)
    })

    it('outbox: forgets what is acknowledged and nothing else, and gives no number twice', async () => {
      const { outbox } = createPlatform()
      const first = await outbox.append(['1', '2', '3'].map(event))
      await outbox.append([event('4')])
      const last = await outbox.append([event('5')])
      const gone = [last, 9999].map((seq) => ({ seq, events: [] }))
      await outbox.acknowledge([{ seq: first, events: [event('2')] }, ...gone])
      expect(texts(await outbox.peek(0, 10))).toEqual(['2', '4'])
      expect(await outbox.append([event('6')])).toBe(last + 1)
      await outbox.acknowledge([{ seq: last, events: [event('5')] }])
      expect(texts(await outbox.peek(0, 10))).toEqual(['2', '4', '6'])
    })

    it('outbox: keeps the state that was saved last beside the rows, and null forgets it', async () => {
      const { outbox } = createPlatform()
      expect(await outbox.load()).toBe(null)
      await outbox.save({ orders: 1 })
      await outbox.append([event('1')])
      await outbox.save({ orders: 2 })
      expect(await outbox.load()).toEqual({ orders: 2 })
      await outbox.save(null)
      expect(await outbox.load()).toBe(null)
      expect(texts(await outbox.peek(0, 10))).toEqual(['1'])
    })

    it('outbox: rows and state are there in the next visit', async () => {
      const first = createPlatform()
      await first.outbox.append([event('1')])
      await first.outbox.save({ orders: 1 })
      const { outbox } = createPlatform(first)
      expect(texts(await outbox.peek(0, 10))).toEqual(['1'])
      expect(await outbox.load()).toEqual({ orders: 1 })
    })

    it('outbox: appends of two tabs never share a number', async () => {
      const first = createPlatform()
      const second = createPlatform(first)
      const lasts = await Promise.all(
        [first, second, first, second].map(({ outbox }, i) => outbox.append([event(`${i}`), event(`${i}b`)])),
      )
      expect(new Set(lasts).size).toBe(4)
      expect(texts(await first.outbox.peek(0, 10)).length).toBe(8)
    })

    it('outbox: what is called before a clear is gone, and what is called after it is there', async () => {
      const { outbox } = createPlatform()
      const calls = [outbox.append([event('1')]), outbox.save(1), outbox.clear(), outbox.append([event('2')])]
      await Promise.all(calls)
      expect([await outbox.load(), texts(await outbox.peek(0, 10))]).toEqual([null, ['2']])
    })

    it('outbox: clear leaves nothing, and numbers go on', async () => {
      const { outbox } = createPlatform()
      const before = await outbox.append([event('1')])
      await outbox.save(1)
      await outbox.clear()
      expect([await outbox.load(), await outbox.peek(0, 10)]).toEqual([null, []])
      expect(await outbox.append([event('2')])).toBe(before + 1)
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

    it('clock: what has elapsed grows with time', async () => {
      const platform = createPlatform()
      const start = platform.clock.elapsed()
      await pass(platform, 20)
      const passed = platform.clock.elapsed() - start
      expect(passed > 15 && passed < 5000).toBe(true)
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
