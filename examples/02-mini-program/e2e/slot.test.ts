import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStage } from './stage.js'

const config = {
  schema: 1,
  id: 'slots',
  revision: 1,
  slots: {
    home_hero: {
      default: {
        type: 'banner',
        kicker: '今日鲜果',
        title: '阳光玫瑰青提',
        text: '头采',
        cta: '去看看',
        url: '/pages/product/index?id=muscat',
      },
    },
    home_gift: { default: null },
    home_picks: { default: null, limit: 2 },
  },
  experiences: [
    {
      id: 'welcome',
      slot: 'home_gift',
      caps: [{ count: 1, per: '1d' }],
      variations: [
        {
          key: 'a',
          payload: { type: 'popup', kicker: '新人礼', title: '送您 20 元', text: '满 39 元可用', cta: '收下' },
        },
      ],
    },
    {
      id: 'season',
      slot: 'home_picks',
      variations: [{ key: 'a', payload: { type: 'text', text: '应季水果', products: [] } }],
    },
    {
      id: 'five-off',
      slot: 'home_picks',
      cooldown: { after: 'dismiss', for: '1d' },
      variations: [{ key: 'a', payload: { type: 'coupon', text: '满 30 减 5', products: [] } }],
    },
  ],
}

const app = `
const { autoEvents, createClient, defineSlot } = require('@qianmian/wechat')
const { personalize } = require('@qianmian/wechat/personalize')
const client = createClient({ writeKey: 'demo', endpoint: require('./endpoint').endpoint })
const personalization = personalize(client, { config: ${JSON.stringify(config)} })
defineSlot(personalization)
client.use(autoEvents())
App({ client, personalization })`

let stage: Awaited<ReturnType<typeof openStage>>
beforeAll(async () => {
  stage = await openStage({ app })
})
afterAll(() => stage?.close())

it('shows a popup at once, until it is dismissed, and once a day', async () => {
  const phone = await stage.phone()
  const { page } = phone
  await phone.launch()
  const card = page.locator('[class*=qm-card]')
  await card.waitFor()
  expect(await card.textContent()).toContain('送您 20 元')
  const seen = (all: readonly { event?: string }[]) => all.some(({ event }) => event === 'Experience Viewed')
  await phone.stored(seen)
  await page.locator('[class*=qm-out]').tap()
  await card.waitFor({ state: 'detached' })
  await phone.stored((all) => all.some(({ event }) => event === 'Experience Dismissed'))
  await phone.launch()
  await page.locator('[class*=qm-banner]').waitFor()
  expect(await card.count()).toBe(0)
})

it('opens the page of a banner that is tapped', async () => {
  const phone = await stage.phone()
  const { page } = phone
  await phone.launch()
  await page.locator('[class*=qm-mask]').tap({ position: { x: 10, y: 10 } })
  await page.locator('[class*=qm-banner]').tap()
  expect(await page.evaluate(() => window.running.stack.top().route)).toBe('pages/product/index')
  expect(phone.faults).toEqual([])
})

it('shows all of a slot with a limit, and takes away the one that is dismissed', async () => {
  const phone = await stage.phone()
  const { page } = phone
  await phone.launch()
  await page.locator('[class*=qm-mask]').tap({ position: { x: 10, y: 10 } })
  const [line, ticket] = [page.getByText('应季水果'), page.getByText('满 30 减 5')]
  await line.waitFor()
  const both = (name: string, all: readonly { event?: string; properties?: { slot?: string } }[]) =>
    all.filter(({ event, properties }) => event === name && properties?.slot === 'home_picks')
  await phone.stored((all) => both('Experience Viewed', all).length === 2)
  await page.locator('[class*=qm-close]').tap()
  await ticket.waitFor({ state: 'detached' })
  expect(await line.count()).toBe(1)
  const all = await phone.stored((all) => both('Experience Dismissed', all).length > 0)
  expect(both('Experience Dismissed', all)).toMatchObject([{ properties: { experience: 'five-off' } }])
  expect(phone.faults).toEqual([])
})
