import { beforeEach, describe, expect, it } from 'vitest'
import { openStage, type Stage } from './stage.js'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})

describe('a script tag', () => {
  it('whatever was called before the script arrived is done in its order, and nothing is lost', async () => {
    const page = await stage.open(stage.address('/snippet'))
    await stage.came('Arrived')
    expect(stage.names()).toEqual([
      'Session Started',
      'page',
      ...Array.from({ length: 100 }, () => 'Counted'),
      'identify',
      'Arrived',
    ])
    const counted = await stage.came('Counted')
    expect(counted.map(({ properties }) => properties!.n)).toEqual(Array.from({ length: 100 }, (_, n) => n))
    await page.evaluate(() => window.client.track('Later'))
    await stage.came('Later')
    expect(await page.evaluate(() => window.client.export())).toMatchObject({ userId: 'anna' })
    expect(await page.evaluate(() => window.thrown)).toEqual([])
  })
})

describe('a slot without a bundler', () => {
  it('shows what was decided, and records it, once the script has arrived after all else', async () => {
    const page = await stage.open(stage.address('/slot'))
    await page.locator('qm-slot').getByText('Welcome').waitFor()
    const [seen] = await stage.came('Experience Viewed')
    expect(seen!.properties).toMatchObject({ slot: 'hero', experience: 'welcome' })
    expect(await page.evaluate(() => window.thrown)).toEqual([])
  })
})

describe('the debug overlay', () => {
  it.each([
    ['en', 'Slots', 'on show', 'condition not met'],
    ['zh-CN', '运营位', '正在展示', '条件不满足'],
  ])(
    'shows events, the visitor, decisions with their reasons, and delivery, in %s, under a strict policy',
    async (lang, slots, shown, failed) => {
      const page = await stage.open(stage.address('/debug', { lang }))
      const overlay = page.locator('[part=qianmian-debug]')
      await overlay.getByText('Order Completed').click()
      await overlay.getByText('"order_id": "o1"').waitFor()
      await overlay.getByRole('tab', { name: slots }).click()
      await overlay.getByText(shown).waitFor()
      await overlay.getByText(failed).waitFor()
      await overlay.getByRole('tab').nth(1).click()
      await overlay.getByText('buyer', { exact: true }).waitFor()
      await overlay.getByText('regulars').waitFor()
      await overlay.getByRole('tab').nth(3).click()
      await overlay.locator('[part=body]').getByText('3', { exact: true }).waitFor()
      await page.evaluate(() => window.remove())
      expect(await overlay.count()).toBe(0)
      expect(await page.evaluate(() => window.thrown)).toEqual([])
    },
  )
})
