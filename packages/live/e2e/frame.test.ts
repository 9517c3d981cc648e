import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { openSite, type Site } from './site.js'
import { startBrowser } from './startBrowser.js'

const policy =
  "default-src 'none'; script-src 'self'; img-src data:; connect-src 'self'; frame-src http://localhost:*; require-trusted-types-for 'script'"

let browser: Browser
/** A room, a widget's maker and somebody who means harm, each an origin of their own. */
let shop: Site
let maker: Site
let evil: Site
let page: Page

beforeAll(async () => {
  browser = await startBrowser()
  ;[shop, maker, evil] = await Promise.all([openSite(policy), openSite(policy), openSite(policy)])
})

afterEach(() => page?.close())

afterAll(async () => {
  await browser?.close()
  await Promise.all([shop, maker, evil].map((site) => site?.close()))
})

const widgetAt = (host = shop.url) => `${maker.url}/widget.html?host=${host}`

/** Opens the room with a document in its widget's iframe, and others beside it. */
async function open(widget = widgetAt(), others: string[] = []): Promise<void> {
  page = await browser.newPage()
  const query = new URLSearchParams([
    ['origin', maker.url],
    ['widget', widget],
    ...others.map((other) => ['other', other]),
  ])
  await page.goto(`${shop.url}/frameHost.html?${query}`)
  await page.waitForFunction(() => window.leaveFrame)
}

async function frameOf(site: Site): Promise<Frame> {
  await expect.poll(() => page.frames().some((frame) => frame.url().startsWith(site.url))).toBe(true)
  return page.frames().find((frame) => frame.url().startsWith(site.url))!
}

/** The widget, once the room has welcomed it. */
async function welcomed(): Promise<Frame> {
  const frame = await frameOf(maker)
  await frame.waitForFunction(() => window.widget?.context()?.room)
  return frame
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const ask = (frame: Frame, name: string, data: unknown = null) =>
  frame.evaluate(
    ([name, data]) =>
      window.widget.ask(name as string, data as never).catch((error: Error) => `refused: ${error.message}`),
    [name, data] as const,
  )

it('tells a widget of the room and of its view as they change, and nothing of the viewer', async () => {
  await open()
  const frame = await welcomed()
  const context = () => frame.evaluate(() => window.widget.context())
  expect(await context()).toEqual({ room: 'r7', session: 's1', mode: 'live', explaining: null })
  await page.evaluate(() => window.live.explain('grape'))
  await expect.poll(context).toMatchObject({ explaining: 'grape' })
  expect(await frame.evaluate(() => window.widget.visible())).toBe(true)
  await page.evaluate(() => (window.frame.hidden = true))
  await expect.poll(() => frame.evaluate(() => window.widget.visible())).toBe(false)
  const { visit } = await page.evaluate(() => window.live.get())
  const heard = (await frame.evaluate(() => window.heard)).join()
  for (const secret of [visit, 'u_42', '13800001111', 'watched']) expect(heard).not.toContain(secret)
})

it('tells who the viewer is by a token that the room gives for a while, or not at all', async () => {
  await open()
  const frame = await welcomed()
  const authorize = () =>
    frame.evaluate(() => window.widget.authorize(['orders']).catch((error: Error) => `refused: ${error.message}`))
  expect(await authorize()).toBe(null)
  await page.evaluate(() => (window.token = { token: 'for ever', lifetimeMs: 1e9 }))
  expect(await authorize()).toBe('refused: failed')
  await page.evaluate(() => (window.token = { token: 't1', lifetimeMs: 1000 }))
  expect([await authorize(), await authorize()]).toEqual(['t1', 't1'])
  await page.evaluate(() => (window.token = { token: 't2', lifetimeMs: 60_000 }))
  await rest(1000)
  expect(await authorize()).toBe('t2')
  expect(await page.evaluate(() => window.done)).toEqual(Array(4).fill(['authorize', ['orders']]))
  expect(await page.evaluate(() => window.failures)).toEqual([expect.stringContaining('lifetimeMs')])
})

it('does what the room allows, and nothing else', async () => {
  await open()
  const frame = await welcomed()
  expect(await ask(frame, 'add', { product_id: 'grape' })).toEqual({ items: 1 })
  for (const name of ['remove', 'toString', 'constructor', '__proto__', ''])
    expect(await ask(frame, name)).toBe('refused: unknown')
  const failure = await ask(frame, 'fail')
  expect(failure).toBe('refused: failed')
  expect(await page.evaluate(() => window.done)).toEqual([['add', { product_id: 'grape' }]])
})

it('is not to be flooded', async () => {
  await open()
  const frame = await welcomed()
  await frame.evaluate(() => {
    for (let n = 0; n < 2000; n++) window.widget.ask('add', n).catch(() => {})
    window.widget.ask('add', 'x'.repeat(100_000)).catch(() => {})
  })
  await rest(1200)
  const done = await page.evaluate(() => window.done.length)
  expect(done).toBeGreaterThan(0)
  // Twenty in one second, and as many if the flood runs into the next.
  expect(done).toBeLessThanOrEqual(40)
  expect(await ask(frame, 'add', 'after')).toEqual({ items: 1 })
})

it('gives nothing to a document of another origin in the same iframe', async () => {
  await open(`${evil.url}/evil.html`)
  const robber = await frameOf(evil)
  await rest(1000)
  expect(await robber.evaluate(() => window.loot)).toEqual([])
  expect(await page.evaluate(() => window.done)).toEqual([])
})

it('gives nothing more once the widget has gone elsewhere', async () => {
  await open()
  const frame = await welcomed()
  await frame.evaluate((url) => location.assign(url), `${evil.url}/evil.html`)
  const robber = await frameOf(evil)
  await robber.waitForFunction(() => window.loot)
  await page.evaluate(() => {
    window.token = { token: 'secret', lifetimeMs: 1000 }
    window.live.explain('melon')
  })
  await rest(1000)
  expect(await robber.evaluate(() => window.loot)).toEqual([])
  expect(await page.evaluate(() => window.done)).toEqual([])
})

it('cannot be joined or misled by other frames of the page', async () => {
  await open(widgetAt(), [`${evil.url}/evil.html`])
  const frame = await welcomed()
  const robber = await frameOf(evil)
  await rest(1000)
  expect(await robber.evaluate(() => window.loot)).toEqual([])
  expect(await frame.evaluate(() => window.widget.context())).toMatchObject({ room: 'r7' })
  expect(await ask(frame, 'add', 1)).toEqual({ items: 1 })
  expect(await page.evaluate(() => window.done)).toEqual([['add', 1]])
})

it('a widget speaks to no room but its own', async () => {
  page = await browser.newPage()
  await page.goto(`${evil.url}/evil.html?embed=${encodeURIComponent(widgetAt())}`)
  const frame = await frameOf(maker)
  await frame.waitForFunction(() => window.widget)
  await frame.evaluate(() => {
    window.widget.ask('add', 'secret').catch(() => {})
    window.widget.authorize().catch(() => {})
  })
  await rest(1000)
  expect(await frame.evaluate(() => window.widget.context())).toBe(null)
  const loot = (await page.evaluate(() => window.loot)).join()
  expect(loot).toContain('qianmian:hello')
  expect(loot).not.toMatch(/secret|asked|channel/)
})
