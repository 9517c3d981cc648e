import { afterAll, beforeAll, expect, it } from 'vitest'
import { generateRoom } from '../src/testing/generateRoom.js'
import { get, post } from '../src/testing/post.js'
import { openReader, type Reader } from './openReader.js'
import { token } from './startCollector.js'

const start = Date.parse('2026-11-24T12:00:00Z')
let reader: Reader
let collector: Reader['collector']
let page: Reader['page']

beforeAll(async () => {
  reader = await openReader()
  ;({ collector, page } = reader)
})
afterAll(() => reader?.close())

const figures = async () =>
  Object.fromEntries(
    await page
      .locator('#totals > div')
      .evaluateAll((nodes) =>
        nodes.map((node) => [node.dataset.figure, node.querySelector('dd')!.firstChild!.textContent]),
      ),
  )

it('waits for the first viewer, and shows the broadcast when it has one', async () => {
  await page.goto(`${collector.url}/live/room.html#token=${token}`)
  await page.getByText('还没有直播数据').waitFor()
  const { events } = generateRoom(7, 80, start, 40)
  for (let index = 0; index < events.length; index += 1000) {
    const { status } = await post(collector.url, events.slice(index, index + 1000))
    expect(status).toBe(200)
  }
  await page.reload()
  await page.locator('#course svg').waitFor()
})

it('draws what the report says', async () => {
  const { rooms } = await get<{ rooms: { room: string; session: string; mode: string }[] }>(
    `${collector.url}/v1/reports/live`,
    token,
  )
  expect(rooms.length).toBe(3)
  await page.selectOption('#rooms', String(rooms.findIndex(({ session, mode }) => session === 's1' && mode === 'live')))
  const report = await get<{
    totals: Record<string, number>
    peak: { online: number }
    minutes: Record<string, number>[]
    products: { explained: unknown[] }[]
    funnel: Record<string, Record<string, number>>
  }>(`${collector.url}/v1/reports/live?room=8801&session=s1`, token)
  await expect.poll(figures).toMatchObject({
    viewers: String(report.totals.viewers),
    peak: String(report.peak.online),
    likes: report.totals.likes!.toLocaleString('en'),
    orders: String(report.totals.orders),
  })
  const count = (selector: string) => page.locator(selector).count()
  expect(await count('#course .band')).toBe(report.products.flatMap(({ explained }) => explained).length)
  expect(await count('#course .hover')).toBe(report.minutes.length)
  for (const key of ['likes', 'comments', 'coupons', 'orders', 'gmv'])
    expect(await count(`#deeds .column.${key}`)).toBe(report.minutes.filter((minute) => minute[key]! > 0).length)
  const values = await page.locator('#funnel .value').allTextContents()
  const steps = ['exposed', 'clicked', 'added', 'ordered']
  expect(values.map((text) => text.split(' ')[0])).toEqual(
    steps.flatMap((step) => ['before', 'during', 'after'].map((phase) => String(report.funnel[phase]![step]))),
  )
  expect(await count('#products tbody tr')).toBe(report.products.length)
  expect(await count('#table tbody tr')).toBe(report.minutes.length)
  expect(page.url()).toContain('room=8801&session=s1')
})

it('is told nothing without the token, and says what is wrong with a question', async () => {
  const status = async (path: string, headers = {}) => (await fetch(collector.url + path, { headers })).status
  const authorization = `Bearer ${token}`
  expect(await status('/v1/reports/live?room=8801')).toBe(401)
  expect(await status('/v1/reports/live?room=8801&mode=dead', { authorization })).toBe(400)
  expect(await status('/v1/reports/live?room=none', { authorization })).toBe(404)
})

it('changes its language in place, fits a phone and a desk, and breaks no policy', async () => {
  await page.click('#language')
  expect(await page.locator('#totals dt').first().textContent()).toBe('Viewers')
  expect(await page.locator('#course svg').getAttribute('aria-label')).toBe('Online')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  await page.setViewportSize({ width: 1280, height: 900 })
  await expect.poll(async () => Number(await page.locator('#course svg').getAttribute('width'))).toBeGreaterThan(1000)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1280)
  expect(reader.complaints).toEqual([])
})
