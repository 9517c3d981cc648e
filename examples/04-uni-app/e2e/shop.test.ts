import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countOf, has, nameOf } from '../../02-mini-program/e2e/countOf.js'
import { openStage, type Phone } from '../../02-mini-program/e2e/stage.js'

let stage: Awaited<ReturnType<typeof openStage>>
beforeAll(async () => {
  stage = await openStage({}, fileURLToPath(new URL('../dist/build/mp-weixin', import.meta.url)))
})
afterAll(() => stage?.close())

const title = ({ page }: Phone) => page.locator('.wx-page:not([hidden]) .title').first().textContent()
const gift = ({ page }: Phone) => page.locator('.gift [class*=qm-coupon]')

it('shows a newcomer the default hero and a coupon in what uni-app has built, and records what was really seen', async () => {
  const phone = await stage.phone()
  await phone.launch()
  await gift(phone).waitFor()
  await phone.page.locator('.pick').first().waitFor()
  expect(await title(phone)).toContain('今晨还在枝上')
  const events = await phone.stored((all) => has('Experience Viewed')(all) && has('Element Exposed', 2)(all))
  expect(events.slice(0, 3).map(nameOf).sort()).toEqual(['Application Opened', 'Session Started', 'page'])
  expect(events.filter(({ event }) => event === 'Experience Viewed').map(({ properties }) => properties)).toEqual([
    { slot: 'home_gift', experience: 'newcomer-gift', variation: 'main', revision: expect.any(Number) },
  ])
  const exposed = events.filter(({ event }) => event === 'Element Exposed')
  expect(exposed.map(({ properties }) => properties.dataset)).toContainEqual({ id: 'muscat' })
  expect(phone.faults).toEqual([])
})

it('changes the hero in the tick of the order, and has every number in the collector', async () => {
  const phone = await stage.phone()
  const { page } = phone
  await phone.launch()
  await gift(phone).waitFor()
  await page.locator('.gift [class*=qm-cta]').tap()
  await page.locator('.pick .buy').first().tap()
  await page.locator('.pick').nth(1).tap()
  await page.getByText('加入购物车').tap()
  await page.getByText('提交订单').waitFor()
  expect(await page.locator('.wx-page:not([hidden])').textContent()).toContain('省 ¥20')
  await page.getByText('提交订单').tap()
  await page.getByText('订单已收到').waitFor()
  await page.evaluate(() => window.running.tab(0))
  await expect.poll(() => title(phone)).toContain('懂果子的人')
  expect(await gift(phone).count()).toBe(0)
  const events = await phone.stored((all) => has('Order Completed')(all) && has('page', 4)(all))
  const wanted = ['Coupon Claimed', 'Product Viewed', 'Product Added', 'Cart Viewed', 'Order Completed', 'page']
  expect(Object.fromEntries(wanted.map((one) => [one, countOf(events, one)]))).toEqual({
    'Coupon Claimed': 1,
    'Product Viewed': 1,
    // One from the shelf, whose tap does not open the product as well, and one from the product's page.
    'Product Added': 2,
    'Cart Viewed': 1,
    'Order Completed': 1,
    page: 4,
  })
  const clicked = events.filter(({ event }) => event === 'Experience Clicked')
  expect(clicked.map(({ properties }) => properties.experience)).toEqual(['newcomer-gift'])
  const order = events.find(({ event }) => event === 'Order Completed')!
  expect(order.properties).toMatchObject({ total: 39.8, discount: 20, coupon: 'NEW20' })
  expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(events.length)
  expect(phone.faults).toEqual([])
})

it('marks what is shared behind the path that the page gives', async () => {
  const phone = await stage.phone()
  await phone.launch('/pages/product/index?id=muscat', 1007)
  const shared = await phone.page.evaluate(
    () => window.running.share('onShareAppMessage', { from: 'menu' }) as { title: string; path: string },
  )
  expect(shared.title).toBe('阳光玫瑰青提')
  expect(shared.path).toMatch(/^\/pages\/product\/index\?id=muscat&qm_share=/)
  const told = (await phone.stored(has('Page Shared'))).find(({ event }) => event === 'Page Shared')!
  expect(told.properties).toMatchObject({ title: '阳光玫瑰青提', target: '/pages/product/index?id=muscat' })
})
