import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collector, createCollector } from '@qianmian/collector'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStage } from './stage.js'

let folder: string
let collector: Collector
let address: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'room-'))
  collector = createCollector({
    data: join(folder, 'data'),
    activities: join(folder, 'activities'),
    writeKeys: ['demo'],
  })
  address = await collector.listen()
})
afterAll(async () => {
  await collector.close()
  await rm(folder, { recursive: true, force: true })
})

async function operate(method: string, path: string, body?: object): Promise<Record<string, never>> {
  const answer = await fetch(`${address}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${collector.token}` },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json() as never
}

const define = (name: string, definition: object) => operate('PUT', `/activities/${name}`, definition)

/** The page of a viewer who is known by this name. */
async function viewer(name: string): Promise<Page> {
  const { open } = await openStage()
  const page = await open(`?endpoint=${encodeURIComponent(address)}`)
  await page.evaluate((name) => window.client.identify(name), name)
  return page
}

const show = (page: Page, payload: object) => page.evaluate((payload) => window.show(payload), payload)

const said = (page: Page) => expect.poll(() => page.getByRole('status').textContent(), { timeout: 15_000 })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).press('Enter')

it('gives the last coupon to one of two, and tells the other', async () => {
  await define('last', { kind: 'stock', total: 1, codes: ['ONLY-ONE'] })
  const pages = [await viewer('a'), await viewer('b')]
  const payload = { type: 'coupon', activity: 'last', amount: 20, text: '关注有礼' }
  await Promise.all(pages.map((page) => show(page, payload)))
  await Promise.all(pages.map((page) => press(page, '领取')))
  const words = () => Promise.all(pages.map((page) => page.getByRole('status').textContent()))
  await expect.poll(async () => (await words()).sort()).toEqual(['已经没有了', '领取成功，已放入您的账户'])
  const codes = await Promise.all(pages.map((page) => page.locator('[part=code]').allTextContents()))
  expect(codes.flat()).toEqual(['ONLY-ONE'])
})

it('shows what was drawn, when it has been drawn', async () => {
  await define('draw', {
    kind: 'lottery',
    prizes: [{ name: '阳光玫瑰', count: 1, code: 'GRAPE' }],
    drawsAt: new Date(Date.now() + 6000).toISOString(),
  })
  const page = await viewer('a')
  await show(page, { type: 'lottery', activity: 'draw', title: '抽奖' })
  await press(page, '立即参与')
  await said(page).toBe('参与成功，请等待开奖')
  await expect.poll(() => page.locator('[part=title]').textContent(), { timeout: 20_000 }).toBe('恭喜您抽中阳光玫瑰')
  expect(await page.locator('[part=code]').textContent()).toBe('GRAPE')
  expect(await page.locator('[part=note]').textContent()).toBe('中奖：a***')
})

it('opens a red packet, and shows to the cent what was in it', async () => {
  await define('packet', { kind: 'redPacket', total: 777, count: 1 })
  const page = await viewer('a')
  await show(page, { type: 'red_packet', activity: 'packet' })
  await press(page, '开')
  await said(page).toBe('已存入您的账户')
  expect(await page.locator('[part=amount]').textContent()).toBe('7.77')
})

it('earns points by watching, checking in and tasks, and stakes them', async () => {
  const tz = 'Asia/Shanghai'
  await define('watch', {
    kind: 'reward',
    tiers: [
      { seconds: 60, points: 5 },
      { seconds: 600, points: 50 },
    ],
  })
  await define('daily', { kind: 'checkIn', tz, points: 3 })
  await define('tasks', { kind: 'tasks', tz, tasks: [{ name: 'share', points: 2, perDay: 2 }] })
  await define('early', { kind: 'challenge', tz, stake: 10, window: { from: '05:00', to: '08:00' } })
  await define('top', { kind: 'leaderboard', by: 'points' })
  const page = await viewer('anna')
  await page.evaluate(() => {
    window.watchedSeconds = 75
  })
  await show(page, { type: 'watch_reward', activity: 'watch' })
  await press(page, '领取 5 积分')
  await said(page).toBe('获得 5 积分')
  await show(page, { type: 'check_in', activity: 'daily' })
  await press(page, '签到')
  await said(page).toBe('签到成功，获得 3 积分')
  expect(await page.locator('[part="mark done"]').count()).toBe(1)
  await show(page, { type: 'challenge', activity: 'early' })
  await press(page, '10 积分参加')
  await said(page).toBe('积分不够，先去赚一些吧')
  await show(page, { type: 'tasks', activity: 'tasks', tasks: [{ id: 'share', title: '分享', cta: '去分享' }] })
  await press(page, '去分享 分享')
  await said(page).toBe('任务完成，积分已到账')
  await show(page, { type: 'challenge', activity: 'early' })
  await press(page, '10 积分参加')
  await said(page).toBe('报名成功，记得按时打卡')
  expect(await page.locator('[part=figure]').textContent()).toBe('10奖池积分')
  expect(await page.locator('[part=clock]').count()).toBe(1)
  expect(await operate('GET', '/points?userId=anna')).toMatchObject({ balance: 0 })
  await operate('POST', '/points', { userId: 'anna', change: 7, why: 'test', id: '1' })
  await page.waitForTimeout(3100)
  await show(page, { type: 'leaderboard', activity: 'top' })
  expect(await page.locator('[part="row own"]').textContent()).toBe('1a***7')
})

it('counts a vote', async () => {
  await define('next', { kind: 'vote', options: ['mango', 'durian'] })
  const payload = {
    type: 'vote',
    activity: 'next',
    title: '?',
    options: [
      { id: 'mango', text: '芒果' },
      { id: 'durian', text: '榴莲' },
    ],
  }
  const [first, second] = [await viewer('a'), await viewer('b')]
  await show(first, payload)
  await press(first, '芒果')
  await said(first).toBe('投票成功')
  await show(second, payload)
  await press(second, '榴莲')
  await said(second).toBe('投票成功')
  expect(await second.locator('[part~=value]').allTextContents()).toEqual(['50%', '50%'])
})
