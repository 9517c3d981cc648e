import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hang, slow } from './faults.js'
import { ambiguous, rounds, scenario } from './scenario.js'
import { flawless } from './tally.js'

describe('several tabs', { repeats: rounds - 1 }, () => {
  it.each([2, 5])('%i of them send each event once, in its order', async (count) => {
    const { server, open, outcome } = await scenario()
    server.always(slow(30))
    const names = Array.from({ length: count }, (_, i) => `tab${i}`)
    const pages = await Promise.all(names.map((name) => open(name)))
    for (let i = 0; i < 8; i++) await Promise.all(pages.map((page) => page.evaluate(() => window.record(5))))
    expect(await outcome(Object.fromEntries(names.map((name) => [name, 40])))).toEqual(flawless)
  })

  it('send each event once where they have neither BroadcastChannel nor locks', async () => {
    const { open, outcome } = await scenario()
    const before = () => {
      Object.assign(window, { BroadcastChannel: undefined })
      Object.defineProperty(navigator, 'locks', { value: undefined })
    }
    const [first, second] = [await open('a', { before }), await open('b', { before })]
    for (let i = 0; i < 8; i++) await Promise.all([first, second].map((page) => page.evaluate(() => window.record(5))))
    expect(await outcome({ a: 40, b: 40 })).toEqual(flawless)
  })

  it('go on when one of them is closed while it sends', async () => {
    const { server, open, attempts, outcome } = await scenario()
    const first = await open('a')
    const second = await open('b')
    server.next(hang, hang)
    await Promise.all([first, second].map((page) => page.evaluate(() => window.record(30))))
    await attempts(1)
    await first.close()
    await second.evaluate(() => window.record(30))
    const seen = await outcome({ a: 30, b: 60 })
    expect(seen).toEqual(ambiguous(seen))
  })

  it('go on when the one that leads is left, and waits in the cache of the browser', async () => {
    const { open, arrived, outcome } = await scenario()
    const [first, second] = [await open('a'), await open('b')]
    await Promise.all([first, second].map((page) => page.evaluate(() => window.record(30))))
    await arrived({ a: 30, b: 30 })
    const leave = async (page: Page) => {
      await page.click('a')
      await page.waitForURL('**/plain')
    }
    await leave(first)
    await second.evaluate(() => window.record(30))
    expect(await arrived({ a: 30, b: 60 })).toEqual(flawless)
    await first.goBack({ waitUntil: 'commit' })
    await leave(second)
    expect(await first.evaluate(() => window.record(30))).toBeGreaterThan(0)
    expect(await arrived({ a: 60, b: 60 })).toEqual(flawless)
    expect(await outcome({ a: 60, b: 60 })).toEqual(flawless)
  })

  it('deliver each what was recorded without a network', async () => {
    const { open, offline, online, outcome } = await scenario()
    const pages = await Promise.all([open('a'), open('b')])
    await offline()
    for (let i = 0; i < 4; i++) await Promise.all(pages.map((page) => page.evaluate(() => window.record(10))))
    await online()
    expect(await outcome({ a: 40, b: 40 })).toEqual(flawless)
  })
})
