// @vitest-environment happy-dom

import { createCoreClient } from '@qianmian/core'
import { createMemoryPlatform } from '@qianmian/core/testing'
import { expect, it } from 'vitest'
import { pageViews } from './pageViews.js'

function setUp() {
  const platform = createMemoryPlatform()
  platform.context = () => ({
    page: { path: location.pathname + location.search + location.hash, title: document.title },
  })
  const seen: unknown[] = []
  const client = createCoreClient(platform, { writeKey: 'demo', endpoint: '/collect' })
  client.use({
    name: 'listener',
    setup: ({ on }) => on('event', ({ type, properties }) => void (type === 'page' && seen.push(properties!.path))),
  })
  return { platform, client, seen }
}

it('records the page, then each route once, when its title is there, and leaves the history as it was', async () => {
  history.replaceState(null, '', '/')
  const { pushState, replaceState } = history
  const { platform, client, seen } = setUp()
  const remove = client.use(pageViews())
  expect(seen).toEqual(['/'])
  history.pushState({ own: 1 }, '', '/cart')
  history.replaceState(null, '', '/cart')
  expect(seen).toEqual(['/'])
  await platform.advance(1)
  history.pushState(null, '', '/cart#note')
  await platform.advance(1)
  history.pushState(null, '', '/cart#/pay')
  await platform.advance(1)
  expect(seen).toEqual(['/', '/cart', '/cart#/pay'])
  remove()
  history.pushState(null, '', '/late')
  await platform.advance(1)
  expect(seen.length).toBe(3)
  expect(history.pushState).toBe(pushState)
  expect(history.replaceState).toBe(replaceState)
})

it("does not break another's wrapper when it goes first", async () => {
  const { client, seen, platform } = setUp()
  const original = history.pushState
  const remove = client.use(pageViews())
  const ours = history.pushState
  let calls = 0
  history.pushState = function (...args) {
    calls++
    ours.apply(this, args)
  }
  remove()
  history.pushState(null, '', '/after')
  await platform.advance(1)
  expect([calls, location.pathname, seen.length]).toEqual([1, '/after', 1])
  history.pushState = original
})

it('counts a page that comes back from the cache again', () => {
  history.replaceState(null, '', '/')
  const { client, seen } = setUp()
  const remove = client.use(pageViews())
  const show = (persisted: boolean) => dispatchEvent(Object.assign(new Event('pageshow'), { persisted }))
  show(false)
  expect(seen).toEqual(['/'])
  show(true)
  expect(seen).toEqual(['/', '/'])
  remove()
  show(true)
  expect(seen.length).toBe(2)
})

it('counts a page that is rendered ahead when it is shown', () => {
  const { client, seen } = setUp()
  Object.defineProperty(document, 'prerendering', { value: true, configurable: true })
  client.use(pageViews())
  expect(seen).toEqual([])
  Reflect.deleteProperty(document, 'prerendering')
  document.dispatchEvent(new Event('prerenderingchange'))
  expect(seen.length).toBe(1)
  client.stop()
})
