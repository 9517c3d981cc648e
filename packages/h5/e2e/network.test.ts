import { describe, expect, it } from 'vitest'
import { atMost, busy, hang, reset, resetAfterRecording, slow, status } from './faults.js'
import { ambiguous, pause, rounds, scenario } from './scenario.js'
import { flawless } from './tally.js'

describe('a collector that fails', { repeats: rounds - 1 }, () => {
  it.each([500, 502, 503, 408])('gets all once it answers no longer with %i', async (code) => {
    const { server, open, outcome } = await scenario()
    server.next(status(code), status(code), status(code))
    const page = await open('a')
    for (let i = 0; i < 5; i++) {
      await page.evaluate(() => window.record(10))
      await pause(100)
    }
    expect(await outcome({ a: 50 })).toEqual(flawless)
  })

  it.each(['header', 'body'] as const)('is left alone for as long as it says in the %s of a 429', async (place) => {
    const { server, open, attempts, outcome } = await scenario()
    server.next(busy(2, place))
    const page = await open('a')
    await page.evaluate(() => window.record(30))
    await attempts(1)
    await page.evaluate(() => window.record(30))
    expect(await outcome({ a: 60 })).toEqual(flawless)
    const [first, second] = server.attempts
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(1990)
  })

  it('gets in smaller batches what is too large for it', async () => {
    const { server, open, outcome } = await scenario()
    server.always(atMost(20_000))
    const page = await open('a')
    await page.evaluate(() => window.record(200))
    expect(await outcome({ a: 200 })).toEqual(flawless)
    expect(server.attempts.some(({ bytes }) => bytes > 20_000)).toBe(true)
  })

  it('never gets the one event that is too large, and all around it', async () => {
    const { server, open, outcome } = await scenario()
    server.always(atMost(10_000))
    const page = await open('a')
    await page.evaluate(() => {
      window.record(10)
      window.client.track('Large', { text: 'x'.repeat(20_000) })
      window.record(10)
    })
    expect(await outcome({ a: 20 })).toEqual(flawless)
    expect(server.arrivals.some(({ event }) => event.event === 'Large')).toBe(false)
    expect(await page.evaluate(() => window.told)).toEqual(['dropped'])
  })

  it('gets again, as the same messages, what it recorded before the connection broke', async () => {
    const { server, open, outcome } = await scenario()
    server.next(resetAfterRecording, resetAfterRecording)
    const page = await open('a')
    await page.evaluate(() => window.record(50))
    const seen = await outcome({ a: 50 })
    expect(seen).toEqual(ambiguous(seen))
    expect(seen.duplicated).toBeGreaterThanOrEqual(50)
  })

  it('gets all after connections that broke before anything was recorded', async () => {
    const { server, open, outcome } = await scenario()
    server.next(reset, reset, reset)
    const page = await open('a')
    await page.evaluate(() => window.record(50))
    expect(await outcome({ a: 50 })).toEqual(flawless)
  })

  it('gets all after a request that it never answered', async () => {
    const { server, open, outcome } = await scenario()
    server.next(hang)
    const page = await open('a')
    await page.evaluate(() => window.record(50))
    expect(await outcome({ a: 50 })).toEqual(flawless)
  })

  it('may be slow: what is recorded meanwhile waits, and comes once', async () => {
    const { server, open, outcome } = await scenario()
    server.always(slow(800))
    const page = await open('a')
    for (let i = 0; i < 10; i++) {
      await page.evaluate(() => window.record(10))
      await pause(150)
    }
    expect(await outcome({ a: 100 })).toEqual(flawless)
  })

  it('gets again, as the same messages, what it had not answered yet when the page was reloaded', async () => {
    const { server, open, attempts, outcome } = await scenario()
    server.next(slow(3000), slow(3000))
    const page = await open('a')
    await page.evaluate(() => window.record(30))
    await attempts(1)
    await page.evaluate(() => window.record(30))
    await page.reload()
    const seen = await outcome({ a: 60 })
    expect(seen).toEqual(ambiguous(seen))
  })
})
