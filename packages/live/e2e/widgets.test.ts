import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { activities, payloads } from './gallery.js'
import { openStage } from './stage.js'

type Name = keyof typeof payloads
const names = Object.keys(payloads) as Name[]
const tagOf = (name: Name) => `qm-${name.replace('_', '-')}`

async function setUp(options: Parameters<typeof openStage>[0] = {}) {
  const { server, open } = await openStage(options)
  server.activities = activities(server.now())
  return { server, open }
}

/** What the SDK reported, threw, or was refused by the page's policy. */
const faults = (page: Page) => page.evaluate(() => [...window.told, ...window.thrown])

const show = (page: Page, ...shown: Name[]) =>
  page.evaluate(
    (all) => window.show(...all),
    shown.map((name) => payloads[name]),
  )

/** Lets those that have come with a movement come to rest. */
const rest = (page: Page) => page.waitForTimeout(900)

/** What each widget is touched for: the accessible name of its button, what it says then, and what is recorded. */
const touches = {
  coupon: ['立即领取', '领取成功，已放入您的账户', 'Coupon Claimed', { activity: 'c20', amount: 20, name: '关注有礼' }],
  countdown: ['马上抢', '抢到了，请尽快付款', 'Offer Claimed', { activity: 'flash', product_id: 'cherry', price: 79 }],
  lottery: ['立即参与', '参与成功，请等待开奖', 'Lottery Entered', { activity: 'draw' }],
  red_packet: ['开', '已存入您的账户', 'Red Packet Opened', { activity: 'packet', amount: 1.88 }],
  watch_reward: ['领取 5 积分', '获得 5 积分', 'Watch Reward Claimed', { activity: 'watch', seconds: 60, points: 5 }],
  check_in: ['签到', '签到成功，获得 5 积分', 'Checked In', { activity: 'daily', streak: 4, points: 5 }],
  challenge: ['100 积分参加', '报名成功，记得按时打卡', 'Challenge Joined', { activity: 'early', stake: 100 }],
  tasks: [
    '去分享 分享直播间',
    '任务完成，积分已到账',
    'Task Completed',
    { activity: 'tasks', task: 'share', points: 10 },
  ],
  vote: ['榴莲', '投票成功', 'Voted', { activity: 'next', option: 'durian' }],
} as const

for (const name of Object.keys(touches) as (keyof typeof touches)[])
  it(`${name}: by keyboard alone, under a policy that allows nothing; says what came of it, and keeps the focus`, async () => {
    const { server, open } = await setUp()
    const page = await open()
    await page.evaluate(() => {
      window.watchedSeconds = 75
    })
    await show(page, name)
    const [label, said, event, properties] = touches[name]
    const button = page.getByRole('button', { name: label, exact: true })
    for (let presses = 0; presses < 5; presses++) {
      await page.keyboard.press('Tab')
      if (await button.evaluate((element) => element.matches(':focus-visible'))) break
    }
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('status').textContent()).toBe(said)
    await expect.poll(() => server.named(event)).toMatchObject([properties])
    expect(server.requests.filter(({ path }) => path.endsWith('/act'))).toHaveLength(1)
    expect(server.requests.every(({ type }) => type.startsWith('text/plain'))).toBe(true)
    const focused = () =>
      page.evaluate((tag) => document.querySelector(tag)!.shadowRoot!.activeElement?.getAttribute('part'), tagOf(name))
    expect(await focused()).toMatch(/cta|do|choose/)
    // What is done can't be done again by another press.
    await page.keyboard.press('Enter')
    await page.waitForTimeout(200)
    if (name !== 'tasks') expect(server.named(event)).toHaveLength(1)
    expect(await faults(page)).toEqual([])
  })

it('tells a screen reader what it is: names, timers, progress, lists, and what is chosen', async () => {
  const { open } = await setUp()
  const page = await open()
  const tree = () => expect.poll(() => page.locator('main').ariaSnapshot())
  await show(page, 'coupon')
  await tree().toMatch(
    /region "关注有礼"[\s\S]*timer "距结束 00:09:\d\d"[\s\S]*progressbar "还剩 64 张"[\s\S]*button "立即领取"[\s\S]*status/,
  )
  await show(page, 'leaderboard')
  await tree().toMatch(/region "今日贡献榜"[\s\S]*list:[\s\S]*listitem/)
  await show(page, 'vote')
  await tree().toMatch(/button "芒果"[\s\S]*button "榴莲"[\s\S]*button "橙子"/)
  await page.getByRole('button', { name: '榴莲' }).click()
  await tree().toMatch(/button "✓ 榴莲 34%[^"]*" \[disabled\] \[pressed\]/)
  await show(page, 'product')
  await tree().toMatch(/link "去抢购"/)
  await show(page, 'check_in')
  await tree().toMatch(/list:[\s\S]*listitem/)
})

it('speaks English where the page does, each of them, and Chinese where it does', async () => {
  const { open } = await setUp()
  const page = await open()
  const words = async (lang: string) => {
    await page.evaluate((lang) => {
      document.documentElement.lang = lang
    }, lang)
    const plain = names.map((name) => {
      const { title, text, from, tasks, options, kicker, cta, note, ...rest } = payloads[name] as Record<string, string>
      return { ...rest, title: 'x' }
    })
    await page.evaluate((all) => window.show(...all), plain)
    const texts = await page.evaluate(
      (tags) => tags.map((tag) => document.querySelector(tag)!.shadowRoot!.textContent),
      names.map(tagOf),
    )
    return texts.map((text, i) => `${names[i]}: ${text}`)
  }
  for (const said of await words('en')) expect(said.replace(/小|满|橘|水|阿/g, '')).not.toMatch(/\p{Script=Han}/u)
  for (const said of await words('zh-CN')) expect(said).toMatch(/\p{Script=Han}/u)
  expect(await faults(page)).toEqual([])
})

it('moves only for those who like it', async () => {
  const moving = async (reducedMotion: 'reduce' | 'no-preference') => {
    const { open } = await setUp({ reducedMotion })
    const page = await open()
    await show(page, ...names)
    await rest(page)
    return page.evaluate(() => {
      const roots = [...document.querySelector('main')!.children].map(({ shadowRoot }) => shadowRoot!)
      return roots.flatMap((root) => root.getAnimations()).filter(({ playState }) => playState === 'running').length
    })
  }
  expect(await moving('reduce')).toBe(0)
  expect(await moving('no-preference')).toBeGreaterThan(0)
})

it('fits a phone, in both languages, with a × and without: nothing sticks out, and what is pressed can be hit', async () => {
  for (const width of [390, 320]) {
    const { open } = await setUp({ viewport: { width, height: 844 } })
    const page = await open()
    for (const lang of ['zh', 'en']) {
      await page.evaluate((lang) => {
        document.documentElement.lang = lang
      }, lang)
      const shown = names.flatMap((name) => [payloads[name], { ...payloads[name], dismissible: true }])
      await page.evaluate((all) => window.show(...all), shown)
      await rest(page)
      const wrong = await page.evaluate(() =>
        [...document.querySelector('main')!.children].flatMap((widget) => {
          const card = widget.shadowRoot!.querySelector('[part~=card]')!.getBoundingClientRect()
          return [...widget.shadowRoot!.querySelectorAll('*')].flatMap((element) => {
            const { left, right, width, height } = element.getBoundingClientRect()
            const part = `${widget.tagName} ${element.getAttribute('part')}`
            const isOut = width > 0 && (left < card.left - 1 || right > card.right + 1)
            const small = element.matches('button,a') && (width < 44 || height + 14 < 44)
            return [isOut && `${part} sticks out`, small && `${part} is small`].filter(Boolean)
          })
        }),
      )
      expect([width, lang, wrong]).toEqual([width, lang, []])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    }
  }
})

it('takes the colours of the page', async () => {
  const { open } = await setUp()
  const page = await open()
  await page.evaluate(() => document.documentElement.style.setProperty('--qm-accent', 'rgb(0, 100, 0)'))
  await show(page, 'product')
  expect(await page.getByRole('link').evaluate((link) => getComputedStyle(link).backgroundColor)).toBe('rgb(0, 100, 0)')
})

it("counts on the server's clock, whatever the device's says", async () => {
  const { server, open } = await openStage()
  server.skew = 40 * 86_400_000
  server.activities = activities(server.now())
  const page = await open()
  await show(page, 'coupon')
  const clock = () => page.getByRole('timer').getAttribute('aria-label')
  await expect.poll(clock).toMatch(/00:09:5\d/)
  const before = await clock()
  await expect.poll(clock).not.toBe(before)
})

it('tries again under the same id where the collector is busy, and says so where nobody answers', async () => {
  const { server, open } = await setUp()
  const page = await open()
  await show(page, 'coupon')
  server.failing = [503, 0, 429]
  await page.getByRole('button').click()
  expect(await page.getByRole('button').getAttribute('aria-busy')).toBe('true')
  await expect.poll(() => page.getByRole('status').textContent(), { timeout: 15_000 }).toMatch(/领取成功/)
  const ids = server.requests.filter(({ path }) => path.endsWith('/act')).map(({ body }) => body.id)
  expect([ids.length, new Set(ids).size]).toEqual([4, 1])
  await show(page, 'lottery')
  server.failing = [403]
  await page.getByRole('button').click()
  await expect.poll(() => page.getByRole('status').textContent()).toBe('网络不通，请再试一次')
  await page.getByRole('button').click()
  await expect.poll(() => page.getByRole('status').textContent()).toMatch(/参与成功/)
  const tries = server.requests.filter(({ body }) => body.action === 'enter').map(({ body }) => body.id)
  expect([tries.length, new Set(tries).size]).toEqual([2, 1])
})

it('asks nothing before consent', async () => {
  const { server, open } = await setUp()
  const page = await open('?required=true')
  await page.evaluate(
    (all) => void window.show(...all),
    names.map((name) => payloads[name]),
  )
  await page.waitForTimeout(900)
  expect(server.requests).toEqual([])
  await page.evaluate(() => window.client.consent({ analytics: true }))
  await expect.poll(() => server.requests.map(({ path }) => path)).toEqual(['/v1/activities/look'])
})

it('shows words as words, and no address that would run', async () => {
  const { open } = await setUp()
  const page = await open()
  await page.evaluate(() =>
    window.show({
      type: 'product',
      title: '<img src=x onerror=alert(1)>',
      url: 'javascript:alert(1)',
      image: 'javascript:alert(1)',
      price: 1,
    }),
  )
  expect(await page.locator('[part=title]').textContent()).toBe('<img src=x onerror=alert(1)>')
  expect(await page.locator('qm-product img, qm-product a').count()).toBe(0)
  expect(await faults(page)).toEqual([])
})

it('is an element like any other: attributes say what it shows, and the page may keep a link to itself', async () => {
  const { server, open } = await setUp()
  const page = await open()
  const told = await page.evaluate(() => {
    const main = document.querySelector('main')!
    const product = document.createElement('qm-product')
    for (const [name, value] of Object.entries({
      title: 'Grapes',
      price: '19.9',
      product_id: 'grape',
      url: '/nowhere',
    }))
      product.setAttribute(name, value)
    main.replaceChildren(product)
    const told: unknown[] = []
    main.addEventListener('qm-follow', (event) => {
      event.preventDefault()
      told.push((event as CustomEvent).detail.url)
    })
    product.shadowRoot!.querySelector('a')!.click()
    return told
  })
  expect(told).toEqual(['/nowhere'])
  expect(new URL(page.url()).pathname).toBe('/')
  await expect.poll(() => server.named('Product Clicked')).toMatchObject([{ product_id: 'grape', price: '19.9' }])
})

it('stands in a slot: the rules choose the widget, and the slot records what became of it', async () => {
  const { server, open } = await setUp()
  const page = await open()
  await page.evaluate(
    ({ coupon, vote }) =>
      window.slot({
        schema: 1,
        id: 'live',
        revision: 1,
        traits: { claims: { event: 'Coupon Claimed', agg: 'count' } },
        slots: { live_popup: { default: null } },
        experiences: [
          {
            id: 'gift',
            slot: 'live_popup',
            priority: 2,
            when: { claims: { $lt: 1 } },
            stopOn: { event: 'Coupon Claimed', within: '1d' },
            variations: [{ key: 'a', payload: coupon }],
          },
          {
            id: 'ask',
            slot: 'live_popup',
            cooldown: { after: 'dismiss', for: '1d' },
            variations: [{ key: 'a', payload: { ...vote, dismissible: true } }],
          },
        ],
      }),
    { coupon: payloads.coupon, vote: payloads.vote },
  )
  await expect.poll(() => server.named('Experience Viewed')).toMatchObject([{ experience: 'gift' }])
  await page.getByRole('button', { name: '立即领取' }).click()
  await expect.poll(() => server.named('Experience Clicked')).toMatchObject([{ experience: 'gift' }])
  await expect.poll(() => server.named('Coupon Claimed')).toMatchObject([{ activity: 'c20' }])
  await page.locator('qm-vote').waitFor()
  await page.getByRole('button', { name: '关闭' }).click()
  await expect.poll(() => server.named('Experience Dismissed')).toMatchObject([{ experience: 'ask' }])
  expect(await page.locator('qm-vote').count()).toBe(0)
  expect(await faults(page)).toEqual([])
})
