import type { JsonObject } from '@qianmian/core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSite, type Site } from './site.js'
import { startBrowser } from './startBrowser.js'

let browser: Browser
let site: Site

beforeAll(async () => {
  browser = await startBrowser()
  site = await openSite("default-src 'none'; script-src 'self'; img-src data:; connect-src 'self'")
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

it('counts 200 likes and 50 comments a second exactly, without a long task', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.url}/load.html`)
  await page.waitForFunction(() => window.storm)
  // What the start of the page takes is not the room's.
  await page.waitForTimeout(1000)
  const pushed = await page.evaluate(() => window.storm(6, false))
  await page.evaluate(() => window.leaveRoom())
  const of = (name: string) =>
    site
      .events()
      .filter(({ event, context }) => event === name && (context.live as JsonObject).room === 'r')
      .map(({ properties }) => properties!)
  const sum = (name: string, property: string) => of(name).reduce((total, one) => total + Number(one[property] ?? 0), 0)
  expect(pushed).toEqual({ ownLikes: 600, likes: 600, comments: 300, longTasks: 0 })
  expect(sum('Live Liked', 'count')).toBe(600)
  expect(sum('Live Activity Counted', 'likes')).toBe(600)
  expect(sum('Live Activity Counted', 'comments')).toBe(300)
  expect(of('Live Room Left')).toMatchObject([{ likes: 600 }])
  const rates = of('Live Message Sampled').map(({ rate }) => 1 / Number(rate))
  expect(rates.length).toBeLessThanOrEqual(10)
  expect(rates.reduce((total, one) => total + one, 0)).toBeCloseTo(300)
  await page.close()
})

it('loses at most one heartbeat of a tab that is killed', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${site.url}/load.html`)
  await page.waitForFunction(() => window.storm)
  const { watched, visit } = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 8000))
    return window.watched()
  })
  const devtools = await context.newCDPSession(page)
  // The process ends, and nobody gets to say anything.
  const crashed = page.waitForEvent('crash')
  devtools.send('Page.crash').catch(() => {})
  await crashed
  await page.close()
  const next = await context.newPage()
  await next.goto(`${site.url}/load.html`)
  await next.waitForFunction(() => window.storm)
  await next.evaluate(() => window.leaveRoom())
  const told = site
    .events()
    .filter(({ event, properties }) => event === 'Live Watched' && properties!.visit === visit)
    .reduce((total, { properties }) => total + Number(properties!.seconds), 0)
  expect(watched).toBeGreaterThanOrEqual(7)
  expect(told).toBeGreaterThan(watched - 6)
  expect(told).toBeLessThanOrEqual(watched + 1)
  await context.close()
})
