import { describe, expect, it } from 'vitest'
import type { FaultServer } from './faultServer.js'
import { status } from './faults.js'
import { rounds, scenario } from './scenario.js'
import { flawless } from './tally.js'

const HOUR_MS = 3_600_000
/** What a loaded machine may take between a call and its reading of the clock. */
const TOLERANCE_MS = 1000

const counted = ({ arrivals }: FaultServer) => arrivals.filter(({ event }) => event.event === 'Counted')

describe('a clock that is wrong', { repeats: rounds - 1 }, () => {
  it.each([HOUR_MS, -HOUR_MS])('by %i ms: each event can be placed when it happened', async (ahead) => {
    const { server, open, arrived, outcome } = await scenario()
    const page = await open('a', { ahead })
    const from = Date.now()
    await page.evaluate(() => window.record(10))
    await arrived({ a: 10 })
    await page.evaluate(() => window.client.flush())
    await page.evaluate(() => window.record(10))
    const until = Date.now()
    expect(await outcome({ a: 20 })).toEqual(flawless)
    for (const { event, at } of counted(server)) {
      const happened = at - event.age!
      expect(happened).toBeGreaterThan(from - TOLERANCE_MS)
      expect(happened).toBeLessThan(until + TOLERANCE_MS)
      // By then the collector has told the time.
      if (Number(event.properties!.n) >= 10)
        expect(Math.abs(Date.parse(event.timestamp) - happened)).toBeLessThan(TOLERANCE_MS)
    }
  })

  it.each([HOUR_MS, -HOUR_MS])('and is changed by %i ms while events wait to be tried again', async (by) => {
    const { server, open, attempts, outcome } = await scenario()
    server.next(status(500), status(500))
    const page = await open('a', { ahead: 0 })
    const from = Date.now()
    await page.evaluate(() => window.record(30))
    await attempts(1)
    await page.evaluate((by) => {
      window.ahead = by
    }, by)
    await page.evaluate(() => window.record(30))
    const until = Date.now()
    expect(await outcome({ a: 60 })).toEqual(flawless)
    for (const { event, at } of counted(server)) {
      expect(at - event.age!).toBeGreaterThan(from - TOLERANCE_MS)
      expect(at - event.age!).toBeLessThan(until + TOLERANCE_MS)
    }
  })
})
