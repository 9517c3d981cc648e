import { describe, expect, it } from 'vitest'
import { hang } from './faults.js'
import { ambiguous, pause, rounds, scenario } from './scenario.js'
import { flawless } from './tally.js'

describe('a browser that goes', { repeats: rounds - 1 }, () => {
  it('delivers on the next visit what it could not before it was closed', async () => {
    const { device, open, offline, online, outcome } = await scenario({ own: true })
    const page = await open('a')
    await offline()
    await page.evaluate(() => window.record(50))
    await page.evaluate(() => window.record(50))
    await device.close()
    await device.restart()
    await online()
    expect(await outcome({ a: 100 })).toEqual(flawless)
  })

  it.each([200, 20])('has stored everything when it is killed %i ms after the last call', async (ms) => {
    const { device, open, offline, online, outcome } = await scenario({ own: true })
    const page = await open('a')
    await offline()
    const last = await page.evaluate(() => window.record(50))
    while (Date.now() < last + ms);
    await device.kill()
    await device.restart()
    await online()
    expect(await outcome({ a: 50 })).toEqual(flawless)
  })

  it('keeps, killed in the middle of a loop of calls, a beginning of it without a gap', async () => {
    const { server, device, open, offline, online, outcome } = await scenario({ own: true })
    const page = await open('a')
    await offline()
    page.evaluate(() => setInterval(() => window.record(10), 10)).catch(() => {})
    await pause(500)
    await device.kill()
    await device.restart()
    await online()
    await outcome({})
    const kept = server.arrivals.filter(({ event }) => event.event === 'Counted').length
    expect(kept).toBeGreaterThan(100)
    expect(await outcome({ a: kept })).toEqual(flawless)
  })

  it('is killed while the collector has not answered, and sends the same messages again', async () => {
    const { server, device, open, attempts, outcome } = await scenario({ own: true })
    server.next(({ record }) => record(), hang)
    const page = await open('a')
    await page.evaluate(() => window.record(50))
    await attempts(1)
    await device.kill()
    server.next()
    await device.restart()
    const seen = await outcome({ a: 50 })
    expect(seen).toEqual(ambiguous(seen))
  })
})
