import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hang } from './faults.js'
import { ambiguous, rounds, scenario } from './scenario.js'

async function leave(page: Page): Promise<void> {
  await page.click('a')
  await page.waitForURL('**/plain')
}

const ways: [string, (page: Page) => Promise<unknown>][] = [
  ['follows a link', leave],
  ['reloads', (page) => page.reload()],
  ['closes the tab', (page) => page.close({ runBeforeUnload: true })],
]

describe('a visitor who leaves', { repeats: rounds - 1 }, () => {
  it('by a tracked click: it comes without another visit', async () => {
    const { open, arrived, outcome } = await scenario()
    const page = await open('a', { flushIntervalMs: 60_000 })
    await page.evaluate(() => document.querySelector('a')!.addEventListener('click', () => window.record(1)))
    await leave(page)
    expect(await arrived({ a: 1 })).toMatchObject({ lost: [] })
    const seen = await outcome({ a: 1 })
    expect(seen).toEqual(ambiguous(seen))
  })

  it.each(ways)('and %s: events of the last moment come without another visit', async (_, go) => {
    const { open, arrived, outcome } = await scenario()
    const page = await open('a', { flushIntervalMs: 60_000 })
    await page.evaluate(() => {
      addEventListener('pagehide', () => window.record(2))
      document.addEventListener('visibilitychange', () => window.record(3))
    })
    await page.evaluate(() => window.record(10))
    await go(page)
    expect(await arrived({ a: 15 })).toMatchObject({ lost: [] })
    const seen = await outcome({ a: 15 })
    expect(seen).toEqual(ambiguous(seen))
  })

  it.each(ways)('and %s while the collector hangs: it comes with the next visit', async (_, go) => {
    const { server, open, outcome } = await scenario()
    const page = await open('a')
    server.always(hang)
    await page.evaluate(() => {
      addEventListener('pagehide', () => window.record(2))
      document.addEventListener('visibilitychange', () => window.record(3))
    })
    await page.evaluate(() => window.record(40))
    await go(page)
    server.always()
    const seen = await outcome({ a: 45 })
    expect(seen).toEqual(ambiguous(seen))
  })

  it('with more than a last request may carry: the oldest come without another visit, all with the next', async () => {
    const { open, arrived, outcome } = await scenario()
    const page = await open('a', { flushAt: 5000, flushIntervalMs: 60_000 })
    await page.evaluate(() => window.record(300))
    await leave(page)
    expect(await arrived({ a: 30 })).toMatchObject({ lost: [] })
    await page.close()
    const seen = await outcome({ a: 300 })
    expect(seen).toEqual(ambiguous(seen))
  })
})
