import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collector, createCollector } from '../dist/index.js'
import { event, post } from '../src/testing/post.js'

let collector: Collector
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  collector = createCollector({ writeKeys: ['demo'], token: 'reader-token' })
  await collector.listen()
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
  page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text())
  })
})
afterAll(async () => {
  await browser?.close()
  await collector.close()
})

it('asks for the token, and for another when it is wrong', async () => {
  await page.goto(`${collector.url}/live`)
  await page.fill('#token', 'wrong-token')
  await page.click('#gate button')
  await page.getByText('口令不对').waitFor()
  await page.fill('#token', 'reader-token')
  await page.click('#gate button')
  await page.getByText('还没有事件').waitFor()
})

it('shows an event as it comes, as text whatever it says, and what the experience did', async () => {
  const name = '<img src=x onerror="document.title=1">'
  const seen = { slot: 'home_hero', experience: 'gift', variation: 'a', revision: 1 }
  await post(collector.url, [
    event('v', { event: 'Experience Viewed', properties: seen }),
    event('c', { event: 'Experience Clicked', properties: seen, timestamp: '2026-11-24T08:00:01.000Z' }),
    event('o', { event: 'Order Completed', properties: { total: 19.9 }, timestamp: '2026-11-24T08:00:02.000Z' }),
    event('x', { event: name, timestamp: '2026-11-24T08:00:03.000Z' }),
  ])
  await page.getByText(name, { exact: true }).waitFor()
  const row = page.locator('#experiences tbody tr')
  await row.waitFor()
  expect(await row.locator('strong').allTextContents()).toEqual(['1', '1', '1'])
  expect(await page.locator('#totals dd').allTextContents()).toEqual(['1', '4', '1', '19.90'])
  expect(await page.locator('#events strong').allTextContents()).toEqual([name, '下单成功', '点击体验', '看到体验'])
})

it('changes its language in place', async () => {
  await page.click('#language')
  expect(await page.locator('#totals dt').allTextContents()).toEqual(['Visitors', 'Events', 'Orders', 'Revenue'])
  expect(await page.getByText('Experience Viewed', { exact: true }).isVisible()).toBe(true)
})

it('fits a phone, and breaks no policy', async () => {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  expect(complaints).toEqual([])
})
