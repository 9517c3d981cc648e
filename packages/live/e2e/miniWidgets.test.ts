import { expect, it } from 'vitest'
import { activities, payloads } from './gallery.js'
import { openMiniStage } from './miniStage.js'

type Name = keyof typeof payloads

async function setUp(...names: Name[]) {
  const stage = await openMiniStage()
  stage.server.activities = activities(stage.server.now())
  const shown = names.map((name) => payloads[name])
  await stage.launch({ payloads: shown })
  await stage.page.waitForFunction(
    (awaited) => awaited.every((name) => (window.running.app.viewer as { told: string[] }).told.includes(name)),
    shown.flatMap((payload) => ('activity' in payload ? payload.activity : [])),
  )
  return stage
}

/** What each component is touched for: what stands on it, what it says then, and what is recorded. */
const touches = {
  coupon: ['立即领取', '领取成功，已放入您的账户', 'Coupon Claimed', { activity: 'c20', amount: 20 }],
  countdown: ['马上抢', '抢到了，请尽快付款', 'Offer Claimed', { activity: 'flash', product_id: 'cherry' }],
  lottery: ['立即参与', '参与成功，请等待开奖', 'Lottery Entered', { activity: 'draw' }],
  red_packet: ['开', '已存入您的账户', 'Red Packet Opened', { activity: 'packet', amount: 1.88 }],
  check_in: ['签到', '签到成功，获得 5 积分', 'Checked In', { activity: 'daily', streak: 4 }],
  challenge: ['100 积分参加', '报名成功，记得按时打卡', 'Challenge Joined', { activity: 'early', stake: 100 }],
  tasks: ['去分享', '任务完成，积分已到账', 'Task Completed', { activity: 'tasks', task: 'share', points: 10 }],
  vote: ['榴莲', '投票成功', 'Voted', { activity: 'next', option: 'durian' }],
} as const

for (const name of Object.keys(touches) as (keyof typeof touches)[])
  it(`${name}: is drawn, touched once, says what came of it, and records it`, async () => {
    const { server, page, faults } = await setUp(name)
    const [label, said, event, properties] = touches[name]
    const button = page.locator('.one').getByText(label, { exact: true }).first()
    await button.tap()
    await expect.poll(() => page.locator('[class*=qm-said]').textContent()).toBe(said)
    await expect.poll(() => server.named(event)).toMatchObject([properties])
    expect(server.requests.filter(({ path }) => path.endsWith('/act'))).toHaveLength(1)
    expect(await page.evaluate(() => window.running.stack.top().data.answered)).toHaveLength(1)
    expect(faults).toEqual([])
  })

it('watch reward: counts what was watched, and hands over what was reached', async () => {
  const { server, page, faults } = await setUp('watch_reward')
  expect(await page.locator('.one').textContent()).toContain('再看 1:00 得 5 积分')
  await page.evaluate(() => {
    Object.assign(window.running.app.viewer as object, { watched: 61 })
  })
  await page.getByText('领取 5 积分').tap()
  await expect.poll(() => server.named('Watch Reward Claimed')).toMatchObject([{ seconds: 60, points: 5 }])
  await expect.poll(() => server.named('Points Earned')).toMatchObject([{ points: 5 }])
  expect(faults).toEqual([])
})

it('leaderboard: is drawn with the visitor below those who lead', async () => {
  const { page, faults } = await setUp('leaderboard')
  expect(await page.locator('[class*=qm-rows] > *').allTextContents()).toEqual([
    '1小***满9860',
    '2橘***水7210',
    '3阿***6600',
    '4L***ly3120',
    '27我320',
  ])
  expect(faults).toEqual([])
})

it('product: opens its page, tells of it, and records it', async () => {
  const { server, page, launch, faults } = await setUp()
  await launch({ payloads: [{ ...payloads.product, url: '/pages/product/index?id=muscat' }] })
  await page.getByText('去抢购').tap()
  expect(await page.evaluate(() => window.running.stack.top().route)).toBe('pages/product/index')
  const [room] = await page.evaluate(() => window.running.stack.pages().map(({ data }) => data.followed))
  expect(room).toEqual(['/pages/product/index?id=muscat'])
  await expect.poll(() => server.named('Product Clicked')).toMatchObject([{ product_id: 'muscat', price: 39.9 }])
  expect(faults).toEqual([])
})

it("counts down on the server's clock, hands over only what changes, and stops when it is gone", async () => {
  const { server, page, launch } = await setUp()
  server.skew = 86_400_000
  server.activities = activities(server.now())
  await launch({ payloads: [payloads.coupon] })
  await expect
    .poll(() => page.locator('[class*=qm-digits]').allTextContents())
    .toEqual(['00', '09', expect.any(String)])
  const second = () => page.locator('[class*=qm-digits]').last().textContent()
  const before = await second()
  const head = await page.locator('[class*=qm-title]').elementHandle()
  await expect.poll(second).not.toBe(before)
  expect(await head!.evaluate((element) => element.isConnected)).toBe(true)
  await page.evaluate(() => window.running.stack.top().setData({ payloads: [] }))
  const looks = server.requests.length
  await page.waitForTimeout(1500)
  expect(server.requests).toHaveLength(looks)
})

it('speaks the language that it is told', async () => {
  const { page, launch, server } = await setUp()
  server.activities = activities(server.now())
  const { cta, ...coupon } = payloads.coupon
  await launch({ coupon })
  await expect.poll(() => page.locator('[class*=qm-cta]').textContent()).toBe('Claim')
  await expect.poll(() => page.locator('[class*=qm-clock]').textContent()).toContain('Ends in')
})

it('stands in a slot: the rules choose the widget, and the slot records what became of it', async () => {
  const stage = await openMiniStage({
    schema: 1,
    id: 'live',
    revision: 1,
    slots: { live_popup: { default: null } },
    experiences: [
      {
        id: 'gift',
        slot: 'live_popup',
        priority: 2,
        stopOn: { event: 'Coupon Claimed', within: '1d' },
        variations: [{ key: 'a', payload: payloads.coupon }],
      },
      {
        id: 'ask',
        slot: 'live_popup',
        cooldown: { after: 'dismiss', for: '1d' },
        variations: [{ key: 'a', payload: { ...payloads.vote, dismissible: true } }],
      },
    ],
  })
  const { server, page, faults, launch } = stage
  server.activities = activities(server.now())
  await launch()
  await expect.poll(() => server.named('Experience Viewed')).toMatchObject([{ experience: 'gift' }])
  await page.getByText('立即领取').tap()
  await expect.poll(() => server.named('Coupon Claimed')).toMatchObject([{ activity: 'c20' }])
  await expect.poll(() => server.named('Experience Clicked')).toMatchObject([{ experience: 'gift' }])
  await page.getByText('下一个想看哪个？').waitFor()
  await page.locator('[class*=qm-close]').tap()
  await expect.poll(() => server.named('Experience Dismissed')).toMatchObject([{ experience: 'ask' }])
  await page.getByText('下一个想看哪个？').waitFor({ state: 'detached' })
  expect(faults).toEqual([])
})
