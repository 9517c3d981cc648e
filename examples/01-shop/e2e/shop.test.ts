import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoredEvent } from './backstage.js'
import { openStage, type Stage } from './stage.js'

const DAY = 86_400_000
const DEFAULT_HERO = '今晨还在枝上明日到您手上'
const FRUIT_HERO = '懂果子的人先尝头一茬'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

describe('the fruit shop', () => {
  it('greets a new visitor, changes in the tick of the first fruit order, and counts each thing once', async () => {
    const phone = await stage.phone()
    const page = await phone.open()
    expect(await hero(page)).toBe(DEFAULT_HERO)
    expect(await painted(page)).toEqual([DEFAULT_HERO])
    await gift(page).getByRole('button', { name: '领取' }).tap()
    await phone.stored((all) => only(all, 'Experience Viewed', 'newcomer-gift').length > 0)

    await page.getByRole('button', { name: '马上买' }).tap()
    await page.getByText('新人首单券 · 减 20 元').waitFor()
    expect(await orderAndWatch(page)).toEqual({
      before: [DEFAULT_HERO, true],
      sameTask: [FRUIT_HERO, false],
      nextFrame: [FRUIT_HERO, false],
    })

    await page.getByRole('button', { name: '继续逛' }).tap()
    await page.evaluate(() => scrollTo(0, 0))
    const events = await phone.stored((all) => only(all, 'Experience Viewed', 'hero-fruit-lover').length > 0)
    expect(only(events, 'Experience Viewed', 'newcomer-gift')).toHaveLength(1)
    expect(only(events, 'Experience Clicked', 'newcomer-gift')).toHaveLength(1)
    expect(only(events, 'Experience Viewed', 'hero-fruit-lover')).toHaveLength(1)
    const orders = only(events, 'Order Completed')
    expect(orders).toHaveLength(1)
    expect(orders[0]!.properties).toMatchObject({
      total: 25.9,
      discount: 20,
      shipping: 6,
      coupon: 'NEW20',
      currency: 'CNY',
      products: [{ product_id: 'muscat', name: '阳光玫瑰青提', category: '水果', price: 39.9, quantity: 1 }],
    })

    await page.reload()
    expect(await hero(page)).toBe(FRUIT_HERO)
    await page.getByRole('link', { name: '我的' }).tap()
    await page.getByText('爱吃水果').waitFor()
    const later = await phone.stored((all) => all.some(({ type, event }) => type === 'page' && event === 'Member'))
    expect(only(later, 'Order Completed')).toHaveLength(1)
    expect(new Set(later.map(({ messageId }) => messageId)).size).toBe(later.length)
    const { experiences } = await stage.report<{ experiences: object[] }>('/v1/experiences')
    expect(experiences).toContainEqual(
      expect.objectContaining({ experience: 'newcomer-gift', viewed: 1, clicked: 1, ordered: 1 }),
    )
    expect(phone.faults).toEqual([])
  })

  it('delivers orders that were placed without a network, with the page open or closed meanwhile', async () => {
    const phone = await stage.phone()
    const page = await phone.open()
    expect(await hero(page)).toBe(DEFAULT_HERO)
    await phone.stored((all) => all.length > 0)

    await phone.context.setOffline(true)
    const tried = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/v1/batch'))
    await buyOne(page, '马上买')
    expect(await hero(page)).toBe(FRUIT_HERO)
    await tried
    expect(only(await phone.stored(() => true), 'Order Completed')).toEqual([])
    await phone.context.setOffline(false)
    const first = await phone.stored((all) => only(all, 'Order Completed').length > 0)
    expect(only(first, 'Order Completed')).toHaveLength(1)

    await phone.context.setOffline(true)
    await buyOne(page, '马上买')
    await page.close()
    await phone.context.setOffline(false)
    await phone.open('/orders')
    const both = await phone.stored((all) => only(all, 'Order Completed').length > 1)
    const numbers = only(both, 'Order Completed').map(({ properties }) => properties.order_id)
    expect(numbers).toHaveLength(2)
    expect(new Set(numbers).size).toBe(2)
  })

  it.each([
    ['douyin', '刚才那串青提就在这儿'],
    ['weixin', '送给朋友的一箱四季'],
    ['baidu', '坏一颗赔一颗'],
    ['unheard-of', DEFAULT_HERO],
  ])('greets who comes from %s in words of their own', async (source, title) => {
    const phone = await stage.phone()
    expect(await hero(await phone.open(`/?utm_source=${source}`))).toBe(title)
    expect(phone.faults).toEqual([])
  })

  it('knows its members, honours their choices, and forgets them when somebody else takes the phone', async () => {
    const phone = await stage.phone()
    const page = await phone.open('/product/muscat')
    const strip = page.locator('qm-slot[name="member_strip"]')
    await strip.getByText('登录会员，本单立享会员价').waitFor()
    await goTo(page, '/member')
    await page.getByRole('button', { name: '手机号登录' }).tap()
    await page.getByPlaceholder('11 位手机号').fill('13800286021')
    await page.getByRole('button', { name: '登录', exact: true }).tap()
    await page.getByText('尾号 6021 的朋友').waitFor()
    await goTo(page, '/product/muscat')
    await strip.getByText('会员价已生效').waitFor()
    expect(await page.locator('.summary .price').first().textContent()).toBe('¥34.9')
    const mine = await phone.stored((all) => all.some(({ type }) => type === 'identify'))
    expect(mine.some(({ type }) => type === 'identify')).toBe(true)
    expect(JSON.stringify(mine)).not.toContain('13800286021')

    await goTo(page, '/')
    await buyOne(page, '马上买')
    expect(await hero(page)).toBe(FRUIT_HERO)
    await page.getByRole('link', { name: '我的' }).tap()
    await page.getByLabel('为我推荐').uncheck()
    await page.getByRole('link', { name: '首页' }).tap()
    expect(await hero(page)).toBe(DEFAULT_HERO)

    await page.getByRole('link', { name: '我的' }).tap()
    await page.getByLabel('为我推荐').check()
    await page.getByRole('button', { name: '换一个人' }).tap()
    expect(await hero(page)).toBe(DEFAULT_HERO)
    await gift(page).getByText('新人礼').waitFor()
    const before = new Set(mine.map(({ anonymousId }) => anonymousId))
    const others = await phone.stored((all) => all.length > 0 && !before.has(all[0]!.anonymousId))
    expect(others.every(({ anonymousId, userId }) => !before.has(anonymousId) && !userId)).toBe(true)
    expect(phone.faults).toEqual([])
  })

  it('shows other content on the second and on the third visit, and not on a reload', async () => {
    const phone = await stage.phone({ clock: true })
    const page = await phone.open()
    expect(await hero(page)).toBe(DEFAULT_HERO)
    await page.reload()
    expect(await hero(page)).toBe(DEFAULT_HERO)
    for (const title of ['上次看的果子又甜了两度', '老朋友来了多送一只桃']) {
      await phone.pass(31 * 60_000)
      await page.reload()
      expect(await hero(page)).toBe(title)
      expect(await painted(page)).toEqual([title])
    }
    expect(phone.faults).toEqual([])
  })

  it('keeps a coupon for a good customer who has stayed away for a month', async () => {
    const phone = await stage.phone({ clock: true })
    const page = await phone.open('/product/gift')
    for (let order = 1; order <= 3; order++) await buyOne(page, '立即购买')
    // Whole days apart with a day to spare, so that midnight may come at any moment of this test.
    await phone.pass(28 * DAY)
    await goTo(page, '/')
    await hero(page)
    expect(await gift(page).getByText('好久不见').count()).toBe(0)
    await phone.pass(2 * DAY)
    await page.reload()
    await gift(page).getByText('好久不见').waitFor()
  })
})

const gift = (page: Page): Locator => page.locator('qm-slot[name="home_gift"]')

/** The hero's title once there is one. */
const hero = (page: Page): Promise<string | null> => page.locator('qm-slot[name="home_hero"] h2').textContent()

/** Every title that the hero has had in a frame since the page was loaded, and once two more frames are over. */
const painted = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    return window.heroTitles
  })

const only = (events: readonly StoredEvent[], event: string, experience?: string): readonly StoredEvent[] =>
  events.filter((one) => one.event === event && (!experience || one.properties.experience === experience))

/** Opens another page of the shop, as by its address. */
const goTo = (page: Page, path: string) => page.goto(new URL(path, page.url()).href)

async function buyOne(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).tap()
  await page.getByRole('button', { name: '提交订单' }).tap()
  await page.getByRole('button', { name: '继续逛' }).tap()
}

/**
 * Presses the button that places the order and reads the page before, straight after (no other task, not even a
 * microtask, has run then) and in the next frame's callback, before anything is painted.
 */
function orderAndWatch(page: Page) {
  return page.evaluate(async () => {
    const look = () => [window.heroTitle(), window.hasGift()]
    const before = look()
    const frame = new Promise((resolve) => requestAnimationFrame(() => resolve(look())))
    document.querySelector<HTMLButtonElement>('.checkout button[type="submit"]')!.click()
    const sameTask = look()
    return { before, sameTask, nextFrame: await frame }
  })
}
