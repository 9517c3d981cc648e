import { describe, expect, it } from 'vitest'
import { rounds, scenario } from './scenario.js'
import { flawless } from './tally.js'

describe('a page without a network', { repeats: rounds - 1 }, () => {
  it('starts, and delivers what it recorded when the network is there', async () => {
    const { open, offline, online, outcome } = await scenario()
    const first = await open('first')
    await first.evaluate(() => window.keep())
    await first.close()
    await offline()
    const page = await open('a')
    await page.evaluate(() => window.record(50))
    await page.waitForTimeout(1000)
    await online()
    expect(await outcome({ a: 50 })).toEqual(flawless)
  })

  it('keeps what it recorded over reloads', async () => {
    const { server, open, offline, online, outcome } = await scenario()
    const page = await open('a')
    await page.evaluate(() => window.keep())
    await offline()
    await page.evaluate(() => window.record(50))
    await page.reload()
    await page.evaluate(() => window.client.ready)
    await page.reload()
    expect(server.arrivals.some(({ event }) => event.event === 'Counted')).toBe(false)
    await online()
    expect(await outcome({ a: 50 })).toEqual(flawless)
  })

  it('delivers 5,000 events in their order when the network is back, in few requests', async () => {
    const { server, open, offline, online, outcome } = await scenario()
    const page = await open('a')
    await offline()
    for (let i = 0; i < 10; i++) await page.evaluate(() => window.record(500))
    const before = server.attempts.length
    await online()
    expect(await outcome({ a: 5000 })).toEqual(flawless)
    expect(server.attempts.length - before).toBeLessThan(50)
  })
})
