import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { StoredEvent } from '../../01-shop/e2e/backstage.js'
import { openStage, type Stage } from './stage.js'

declare global {
  interface Window {
    playedAtTicket?: number
  }
}

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage?.close())

it('shows newcomer, regular and three-minute viewer what is theirs, and reports each thing once', async () => {
  // A minute of the replay takes four seconds: three minutes are twelve seconds that are really watched.
  const [newcomer, regular] = await Promise.all([
    stage.viewer('/?minute=4'),
    stage.viewer('/?minute=4&member=8001', { still: true }),
  ])
  await Promise.all([newcomersEvening(newcomer.page), regularsEvening(regular.page)])

  expect([...newcomer.faults, ...regular.faults]).toEqual([])
  await newcomer.leave()
  await regular.leave()
  const events = await stage.stored((all) => all.filter(({ event }) => event === 'Live Room Left').length === 2)
  expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(events.length)
  const [first, second] = ['Coupon Claimed', 'Lottery Entered'].map((what) => {
    const { anonymousId } = events.find(({ event }) => event === what)!
    return events.filter((one) => one.anonymousId === anonymousId && one.event !== 'Activity Decided')
  })
  const once = ['Session Started', 'Live Room Entered', 'Live Room', 'Live Room Left']
  const each = ['Coupon Claimed', 'Live Followed', 'Live Commented', 'Order Completed', 'Checkout Started']
  for (const what of [...once, ...each]) expect([what, named(first!, what).length]).toEqual([what, 1])
  for (const what of [...once, 'Offer Claimed', 'Order Completed', 'Voted', 'Lottery Entered'])
    expect([what, named(second!, what).length]).toEqual([what, 1])
  expect(sum(first!, 'Live Liked', 'count')).toBe(3)
  expect(seen(first!, 'live_popup')).toEqual(['welcome-coupon'])
  expect(named(first!, 'Order Completed')[0]!.properties).toMatchObject({
    total: 19.9,
    discount: 20,
    coupon: 'LIVE20',
    products: [{ product_id: 'muscat', price: 39.9, quantity: 1 }],
  })
  expect(named(first!, 'Order Completed')[0]!.context.live).toMatchObject({
    room: 'zhishang',
    followed: true,
    likes: 3,
  })
  expect(named(second!, 'Order Completed')[0]!.properties).toMatchObject({ total: 9.9, coupon: 'ORANGE' })
  expect(seen(second!, 'live_popup')).toEqual([])
  expect(seen(second!, 'live_lottery')).toEqual(['three-minutes-ticket'])
  expect(sum(second!, 'Live Watched', 'seconds')).toBeGreaterThanOrEqual(12)
  for (const their of [first!, second!])
    expect(named(their, 'Live Room Left')[0]!.properties.watched_seconds).toBe(sum(their, 'Live Watched', 'seconds'))

  const session = (first![0]!.context.live as { session: string }).session
  expect(await stage.report(`/v1/activities/gift-box.${session}`)).toMatchObject({
    activity: { totals: { entries: 1 } },
  })
  const { totals, funnel, products } = await stage.report<Report>(
    `/v1/reports/live?room=zhishang&session=${session}&mode=live`,
  )
  expect(totals).toMatchObject({
    viewers: 2,
    watchedSeconds: sum(events, 'Live Watched', 'seconds'),
    likes: 4,
    comments: 1,
    follows: 1,
    gifts: 0,
    shares: 0,
    coupons: 1,
    claimers: 1,
    orders: 2,
    buyers: 2,
    gmv: 29.8,
  })
  // Of a product the report counts the price, before what the coupon took off the order.
  expect(funnel.all).toMatchObject({ exposed: 2, ordered: 2, gmv: 49.8 })
  const explained = named(events, 'Live Product Explained').map(({ properties }) => properties.product_id)
  expect(new Set(explained)).toEqual(new Set(products.filter((one) => one.explained.length).map((one) => one.product)))
  expect(explained).toContain('muscat')
  expect(explained).toContain('orange')
})

/** Takes the coupon, likes, says something, and buys the grapes with it. */
async function newcomersEvening(page: Page): Promise<void> {
  await page.getByText('首单减 20 元').waitFor()
  await card(page, '阳光玫瑰青提', '¥39.9')
  await page.getByRole('button', { name: '关注领取' }).tap()
  await page.getByText('领取成功，已放入您的账户').waitFor()
  await page.getByRole('button', { name: '已关注' }).waitFor()
  for (let like = 0; like < 3; like++) await page.getByRole('button', { name: '点赞' }).tap()
  expect(await page.locator('.heart').count()).toBeGreaterThan(0)
  await page.getByLabel('说点什么').fill('好甜')
  await page.getByLabel('说点什么').press('Enter')
  await page.locator('.chat-lines').getByText('好甜').waitFor()

  await page.getByRole('button', { name: '购物袋' }).tap()
  await page.getByRole('button', { name: '购买 阳光玫瑰青提' }).tap()
  await page.getByText('新人首单券').waitFor()
  expect(await orderAndWatch(page, 'live_popup')).toEqual({ before: 'COUPON', after: '' })
  await page.getByRole('button', { name: '回到直播间' }).tap()
  // Who has ordered is a regular.
  await page.getByRole('button', { name: '购物袋' }).tap()
  await page.getByRole('listitem').filter({ hasText: '阳光玫瑰青提' }).filter({ hasText: '¥34.9¥39.9' }).waitFor()
  await closePanel(page)
}

/** Sees the member's price, gets the offer when it comes and buys for it, votes, and stays until there is a ticket. */
async function regularsEvening(page: Page): Promise<void> {
  await page.evaluate(noteTicket)
  await card(page, '阳光玫瑰青提', '¥34.9')
  expect(await page.getByText('首单减 20 元').count()).toBe(0)
  await page.getByRole('button', { name: '点赞' }).tap()
  expect(await page.locator('.heart').count()).toBe(0)

  await page.locator('.explained').getByRole('button', { name: '马上抢' }).tap({ timeout: 18_000 })
  await page.locator('.explained').getByRole('link', { name: '去购买' }).tap()
  await page.getByText('秒杀价').waitFor()
  expect(await orderAndWatch(page, 'product_orange')).toEqual({ before: 'COUNTDOWN', after: 'PRODUCT' })
  await page.getByRole('button', { name: '回到直播间' }).tap()
  await page.getByRole('button', { name: '投票' }).tap()
  await page.getByRole('button', { name: '丹东红颜草莓' }).tap()
  await page.getByText('投票成功').waitFor()
  await closePanel(page)

  const ticket = page.locator('qm-slot[name="live_lottery"]')
  await ticket.getByRole('button', { name: '投入抽奖票' }).tap({ timeout: 20_000 })
  await ticket.getByText('参与成功，请等待开奖').waitFor()
  const played = await page.evaluate(() => window.playedAtTicket!)
  expect(played).toBeGreaterThanOrEqual(12)
  expect(played).toBeLessThan(13.5)
}

interface Report {
  readonly totals: object
  readonly funnel: { readonly all: object }
  readonly products: readonly { readonly product: string; readonly explained: readonly object[] }[]
}

/** Waits until a product is explained for this price: the programme comes round in 16 s. */
const card = (page: Page, title: string, price: string) =>
  page.locator('.explained').filter({ hasText: title }).filter({ hasText: price }).waitFor({ timeout: 18_000 })

const closePanel = (page: Page) => page.locator('.sheet-head button').tap()

/** Notes in the page how long the video has played when the ticket comes. */
function noteTicket(): void {
  addEventListener('qm-decision', (event) => {
    const { slot, experience } = (event as CustomEvent<{ slot: string; experience: string | null }>).detail
    if (slot === 'live_lottery' && experience)
      window.playedAtTicket ??= document.querySelector<HTMLVideoElement>('video')!.currentTime
  })
}

const named = (events: readonly StoredEvent[], name: string) => events.filter(({ event }) => event === name)

const sum = (events: readonly StoredEvent[], name: string, property: string) =>
  named(events, name).reduce((total, { properties }) => total + Number(properties[property]), 0)

/** The experiences that were really seen in a slot. */
const seen = (events: readonly StoredEvent[], slot: string) =>
  named(events, 'Experience Viewed')
    .filter(({ properties }) => properties.slot === slot)
    .map(({ properties }) => properties.experience)

/** Presses the button that places the order: what widget a slot shows before that, and when the press is over. */
function orderAndWatch(page: Page, slot: string) {
  return page.evaluate((name) => {
    const shown = () => {
      const widget = document.querySelector(`qm-slot[name="${name}"]`)?.shadowRoot?.firstElementChild
      return widget?.tagName.replace('QM-', '') ?? ''
    }
    const before = shown()
    document.querySelector<HTMLButtonElement>('.buy button[type="submit"]')!.click()
    return { before, after: shown() }
  }, slot)
}
