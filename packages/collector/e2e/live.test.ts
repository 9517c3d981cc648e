import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { event, post } from '../src/testing/post.js'
import { openReader, type Reader } from './openReader.js'
import { token } from './startCollector.js'

const folder = mkdtempSync(join(tmpdir(), 'qianmian-live-page-'))
const configs = [
  {
    slots: { home_hero: { name: '首页头图' }, odd: null },
    experiences: [{ id: 'gift', variations: [{ key: 'a', payload: { title: { zh: '礼' } } }] }],
  },
  {
    slots: { live_popup: { name: '直播弹窗' } },
    experiences: [{ id: 'popup', variations: [{ key: 'b', payload: { text: '送您\n20 元' } }] }],
  },
].map((config, index) => {
  const path = join(folder, `${index}.json`)
  writeFileSync(path, JSON.stringify(config))
  return path
})
let reader: Reader
let collector: Reader['collector']
let page: Reader['page']

beforeAll(async () => {
  reader = await openReader(configs)
  ;({ collector, page } = reader)
})
afterAll(async () => {
  await reader?.close()
  rmSync(folder, { recursive: true, force: true })
})

it('asks for the token, and for another when it is wrong', async () => {
  await page.goto(`${collector.url}/live`)
  await page.fill('#token', 'wrong-token')
  await page.click('#gate button')
  await page.getByText('口令不对').waitFor()
  await page.fill('#token', token)
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

it('goes on, and shows nothing but text, whatever a sender puts where text belongs', async () => {
  const values: unknown[] = [
    { innerHTML: '<b class="evil">1</b>', outerHTML: '<b class="evil">2</b>', className: 'evil' },
    { style: 'position: fixed; inset: 0', textContent: 'evil' },
    { toString: 1, valueOf: 1 },
    [{ toString: 1 }],
    null,
    '__proto__',
  ]
  const names = ['experience', 'variation', 'slot', 'name', 'price', 'total', 'currency', 'path']
  const batch = values.flatMap((value, index) => {
    const properties = Object.fromEntries(names.map((name) => [name, value]))
    const context = { page: { path: value }, campaign: { source: value }, referrer: { host: value } }
    return [
      { event: 'Order Completed', properties },
      { event: 'Session Started', context },
      { event: '__proto__', properties: { ...properties, experience: undefined }, context },
      { type: 'page', context },
      { type: 'identify', traits: properties, context },
    ].map((fields, place) => event(`evil ${index} ${place}`, { ...fields, timestamp: '2026-11-24T08:01:00.000Z' }))
  })
  expect((await post(collector.url, batch)).status).toBe(200)
  await page.getByText('__proto__', { exact: true }).first().waitFor()
  await page.reload()
  await page.locator('.status[data-state="live"]').waitFor()
  expect(await page.locator('#events > li').count()).toBe(4 + batch.length)
  expect(await page.locator('.evil, [style*="fixed"]').count()).toBe(0)
})

it('calls slots and variations as the configs do, all of them', async () => {
  const seen = { slot: 'live_popup', experience: 'popup', variation: 'b', revision: 1 }
  await post(collector.url, [event('popup', { event: 'Experience Dismissed', properties: seen })])
  await page.getByText('直播弹窗 · 送您 20 元', { exact: true }).waitFor()
  await page.locator('#experiences .where', { hasText: '首页头图 · gift / a' }).waitFor()
})

it('changes its language in place', async () => {
  await page.click('#language')
  expect(await page.locator('#totals dt').allTextContents()).toEqual(['Visitors', 'Events', 'Orders', 'Revenue'])
  expect(await page.getByText('Experience Viewed', { exact: true }).isVisible()).toBe(true)
})

it('fits a phone, and breaks no policy', async () => {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  expect(reader.complaints).toEqual([])
})
