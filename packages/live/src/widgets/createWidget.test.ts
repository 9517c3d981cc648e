import { createCoreClient } from '@qianmian/core'
import { createMemoryPlatform } from '@qianmian/core/testing'
import { expect, it } from 'vitest'
import type { ActivityAnswer } from './activity.js'
import { createActivities } from './createActivities.js'
import { createWidget } from './createWidget.js'
import { coupon } from './models/coupon.js'
import { lottery } from './models/lottery.js'
import { product } from './models/product.js'
import type { View } from './View.js'
import type { Done, Payload, Widget } from './Widget.js'

const NOW = Date.parse('2026-06-01T08:00:00Z')

async function setUp(widget: Widget, payload: Payload, state: object, acted: Partial<ActivityAnswer> = {}) {
  const platform = createMemoryPlatform()
  const client = createCoreClient(platform, { writeKey: 'demo', endpoint: 'https://collect.example.com' })
  let looks = 0
  const activities = createActivities({
    client,
    server: {
      look: async () => {
        looks++
        return { now: NOW + platform.clock.elapsed(), activities: { a: state as never } }
      },
      act: async () => ({ ok: true, now: NOW + platform.clock.elapsed(), state: {}, ...acted }),
    },
  })
  const views: (View | null)[] = []
  const done: Done[] = []
  const widgetHost = {
    show: (view: View | null) => views.push(view),
    zh: () => false,
    done: (one: Done) => done.push(one),
  }
  const running = createWidget(widget, payload, activities, widgetHost)
  await platform.advance(600)
  const recorded = async () => {
    await platform.advance(10_000)
    const events = platform.wire.sent().filter(({ event }) => event !== 'Session Started')
    return events.map(({ event, properties }) => [event, properties])
  }
  return { platform, running, views, done, looks: () => looks, recorded }
}

it('draws when it looks different, each second of a countdown, and not at all while nobody can see it', async () => {
  const state = { total: 9, left: 5, closes: NOW + 5600 }
  const { platform, views, running } = await setUp(coupon, { type: 'coupon', activity: 'a', amount: 5 }, state)
  const seconds = () => views.map((view) => view?.clock?.units[2])
  // The first is drawn before the server has said anything.
  expect(seconds()).toEqual([undefined, '06', '05'])
  await platform.advance(2000)
  expect(seconds().slice(-2)).toEqual(['04', '03'])
  platform.emit('hide')
  await platform.advance(1000)
  const before = views.length
  await platform.advance(1000)
  expect(views).toHaveLength(before)
  platform.emit('show')
  expect(seconds().pop()).toBe('01')
  await platform.advance(1100)
  expect(views.pop()!.button).toEqual({ label: 'Over', off: true })
  running.stop()
  const last = views.length
  await platform.advance(10_000)
  expect(views).toHaveLength(last)
})

it('records what the server granted, with the name of the activity, and nothing that it refused', async () => {
  const payload = { type: 'coupon', activity: 'a', amount: 20, text: 'Gift' }
  const granted = await setUp(coupon, payload, {})
  await granted.running.tap({ action: 'claim' })
  expect(await granted.recorded()).toEqual([['Coupon Claimed', { activity: 'a', amount: 20, name: 'Gift' }]])
  const refused = await setUp(coupon, payload, {}, { ok: false, reason: 'gone' })
  await refused.running.tap({ action: 'claim' })
  expect(await refused.recorded()).toEqual([])
  expect(refused.done).toMatchObject([{ action: 'claim', answer: { reason: 'gone' } }])
  expect(refused.views.pop()!.said).toBe('All gone')
})

it('records a product that is opened, without asking anybody', async () => {
  const { running, recorded, looks } = await setUp(
    product,
    { type: 'product', product_id: 'grape', title: 'Grapes', price: 19.9, url: '/grape' },
    {},
  )
  await running.tap({ action: 'follow' })
  expect(await recorded()).toEqual([
    ['Product Clicked', { name: 'Grapes', product_id: 'grape', price: 19.9, url: '/grape' }],
  ])
  expect(looks()).toBe(0)
})

it('looks again when only the server knows what happened, within two seconds, and until it has', async () => {
  const state: Record<string, unknown> = { entered: true, entries: 3, drawsAt: NOW + 20_000, drawn: false }
  const { platform, views, looks } = await setUp(lottery, { type: 'lottery', activity: 'a' }, state)
  await platform.advance(19_000)
  expect(looks()).toBe(1)
  await platform.advance(2500)
  expect(looks()).toBe(2)
  Object.assign(state, { drawn: true, prize: { name: 'a box of grapes' } })
  await platform.advance(8000)
  expect(views.pop()!.title).toBe('You won a box of grapes')
  const all = looks()
  await platform.advance(60_000)
  expect(looks()).toBe(all)
})

it('shows nothing where a widget fails, and leaves the page alone', async () => {
  const broken: Widget = {
    type: 'broken',
    view() {
      throw new Error('broken')
    },
  }
  const { views } = await setUp(broken, { type: 'broken' }, {})
  expect(views).toEqual([null])
})
