import { afterAll, beforeAll, expect, it } from 'vitest'
import { countOf, has, nameOf } from './countOf.js'
import { openStage, type Phone } from './stage.js'

let stage: Awaited<ReturnType<typeof openStage>>
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

const title = ({ page }: Phone) => page.locator('.wx-page:not([hidden]) .title').first().textContent()
const gift = ({ page }: Phone) => page.locator('.gift [class*=qm-coupon]')

it('shows a newcomer the default hero and a coupon, and records what was really seen', async () => {
  const phone = await stage.phone()
  await phone.launch()
  await gift(phone).waitFor()
  expect(await title(phone)).toContain('今晨还在枝上')
  const events = await phone.stored((all) => has('Experience Viewed')(all) && has('Element Exposed', 2)(all))
  expect(events.filter(({ event }) => event === 'Experience Viewed').map(({ properties }) => properties)).toEqual([
    { slot: 'home_gift', experience: 'newcomer-gift', variation: 'main', revision: expect.any(Number) },
  ])
  const exposed = events.filter(({ event }) => event === 'Element Exposed')
  expect(exposed.map(({ properties }) => properties.dataset)).toContainEqual({ id: 'muscat' })
  expect(events.slice(0, 3).map(nameOf).sort()).toEqual(['Application Opened', 'Session Started', 'page'])
  expect(phone.faults).toEqual([])
})

it('takes a buyer of fruit through the shop: the hero changes in the tick of the order, and every number is in the collector', async () => {
  const phone = await stage.phone()
  const { page } = phone
  await phone.launch()
  await gift(phone).waitFor()
  await page.locator('.gift [class*=qm-cta]').tap()
  await page.locator('.pick').first().tap()
  await page.getByText('加入购物车').tap()
  await page.getByText('提交订单').waitFor()
  expect(await page.locator('.wx-page:not([hidden])').textContent()).toContain('省 ¥20')
  await page.getByText('提交订单').tap()
  await page.evaluate(() => window.running.tab(0))
  expect(await title(phone)).toContain('懂果子的人')
  expect(await gift(phone).count()).toBe(0)
  const events = await phone.stored(
    (all) => has('Tab Tapped')(all) && has('Experience Clicked')(all) && has('page', 4)(all),
  )
  const counts = Object.fromEntries(
    [
      'Coupon Claimed',
      'Experience Clicked',
      'Product Viewed',
      'Product Added',
      'Cart Viewed',
      'Order Completed',
      'Element Tapped',
      'Tab Tapped',
      'Page Left',
      'page',
    ].map((wanted) => [wanted, countOf(events, wanted)]),
  )
  expect(counts).toEqual({
    'Coupon Claimed': 1,
    // The coupon, and what was picked, which is nobody's experience but the shelf's default.
    'Experience Clicked': 1,
    'Product Viewed': 1,
    'Product Added': 1,
    'Cart Viewed': 1,
    'Order Completed': 1,
    'Element Tapped': 4,
    'Tab Tapped': 1,
    'Page Left': 3,
    page: 4,
  })
  const order = events.find(({ event }) => event === 'Order Completed')!
  expect(order.properties).toMatchObject({ total: 19.9, discount: 20, coupon: 'NEW20' })
  expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(events.length)
  expect(phone.faults).toEqual([])
})

it('knows the visitor in the next visit, with the last good document, though the collector cannot be reached', async () => {
  const phone = await stage.phone()
  const { page } = phone
  await phone.launch('/pages/product/index?id=muscat')
  await page.getByText('加入购物车').tap()
  await page.getByText('提交订单').tap()
  await phone.stored(has('Order Completed'))
  await page.route('**/config.json', (route) => route.abort())
  await page.route('**/v1/batch', (route) => route.abort())
  await phone.launch()
  expect(await title(phone)).toContain('懂果子的人')
  await page.waitForTimeout(1000)
  await phone.launch()
  await page.unroute('**/v1/batch')
  await page.evaluate(() => window.running.host.network(true))
  const events = await phone.stored(has('Application Opened', 3))
  expect(countOf(events, 'Application Opened')).toBe(3)
})

it('names the channel by the campaign of the address, and carries a share from friend to friend', async () => {
  const first = await stage.phone()
  await first.launch('/pages/home/index?utm_source=douyin', 1177)
  await gift(first).waitFor()
  expect(await title(first)).toContain('刚才那串青提')
  const shared = await first.page.evaluate(
    () => window.running.share('onShareAppMessage', { from: 'menu' }) as { title: string; path: string },
  )
  expect(shared.title).toBe('枝上鲜果：今晨还在枝上')
  expect(shared.path).toMatch(/^\/pages\/home\/index\?qm_share=/)
  const told = (await first.stored(has('Page Shared'))).find(({ event }) => event === 'Page Shared')!
  expect(told.context).toMatchObject({ scene: 1177, campaign: { source: 'douyin' } })
  const friend = await stage.phone()
  await friend.launch(shared.path, 1007)
  const { from, root } = told.properties.share as { from: string; root: string }
  const [event] = await friend.stored((all) => all.length > 0)
  expect(event!.context).toMatchObject({ scene: 1007, share: { from, depth: 1, root } })
  expect(event!.context.campaign).toBe(undefined)
})
