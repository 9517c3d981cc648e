import { expect, it } from 'vitest'
import { createClient } from '../createClient.js'
import type { Entry } from '../Host.js'
import { createTestApp } from '../testing/createTestApp.js'
import { createTestHost } from '../testing/createTestHost.js'
import { createTestDisk } from '../testing/createTestStorage.js'
import { type AutoOptions, autoEvents } from './autoEvents.js'

function setUp(options: AutoOptions = {}, entry: Entry = { path: 'pages/home/index', scene: 1007, query: {} }) {
  const app = createTestApp({ id: '7' })
  const host = createTestHost(createTestDisk(), async () => ({ status: 200 }), entry)
  const on = { name: 'wechat', host, pages: app.pages }
  const seen: [name: string, properties: unknown][] = []
  const auto = autoEvents(options, on, app.globals)
  const listener = {
    name: 'listener',
    setup: (context: { on(topic: 'event', run: (event: never) => void): unknown }) => {
      context.on('event', ({ type, event, properties }) => {
        if (event !== 'Session Started') seen.push([event ?? type, properties])
      })
    },
  }
  const client = createClient(
    { writeKey: 'demo', endpoint: 'https://x.example', plugins: [listener as never, auto] },
    on,
  )
  const end = () => {
    client.stop()
    host.kill()
  }
  return { app, host, auto, client, seen, end, names: () => seen.map(([name]) => name) }
}

const tap = (id: string, timeStamp: number) => ({
  type: 'tap',
  timeStamp,
  target: { id },
  currentTarget: { id, dataset: { product: 'grape' } },
})

it('records the life of an app and of its pages, with durations', () => {
  const { app, host, seen, names, end } = setUp()
  app.all.Page!({ data: {} })
  const [page] = app.made
  page!.call('onShow')
  page!.call('onHide')
  host.hide()
  host.show({ path: 'pages/home/index', scene: 1089 })
  page!.call('onShow')
  page!.call('onUnload')
  page!.call('onUnload')
  expect(names()).toEqual([
    'Application Opened',
    'page',
    'Page Left',
    'Application Backgrounded',
    'Application Opened',
    'page',
    'Page Left',
  ])
  expect(seen[0]![1]).toEqual({ from_background: false, path: 'pages/home/index', scene: 1007 })
  expect(seen[1]![1]).toMatchObject({ path: '/pages/home/index', search: '?id=7' })
  expect(seen[2]![1]).toEqual({ path: '/pages/home/index', duration_ms: expect.any(Number) })
  expect(seen[4]![1]).toMatchObject({ from_background: true, scene: 1089 })
  end()
})

it("records a tap once, for the innermost handler, with the author's dataset", () => {
  const { app, seen, end } = setUp({ app: false })
  app.all.Page!({ buy() {}, open() {}, plain() {} })
  const [page] = app.made
  page!.call('buy', tap('buy', 1))
  page!.call('open', tap('buy', 1))
  page!.call('buy', tap('buy', 2))
  page!.call('plain', 'no event')
  page!.call('plain', { type: 'scroll', currentTarget: {} })
  expect(seen).toEqual(Array(2).fill(['Element Tapped', { id: 'buy', dataset: { product: 'grape' } }]))
  end()
})

it('records taps in components and behaviors, and page views of a component that is a page', () => {
  const { app, names, end } = setUp({ app: false })
  app.all.Component!({ methods: { tapped() {} } })
  app.all.Behavior!({ methods: { tapped() {} } })
  app.all.Component!({ methods: { onLoad() {} } })
  app.made[0]!.call('tapped', tap('a', 1))
  app.made[1]!.call('tapped', tap('a', 2))
  app.made[2]!.call('onShow')
  expect(names()).toEqual(['Element Tapped', 'Element Tapped', 'page'])
  end()
})

it('records a share, a favourite and a tab; and offers none of them where the author does not', () => {
  const { app, seen, end } = setUp({ app: false, chain: false })
  app.all.Page!({ onShareAppMessage: () => ({ title: '葡萄', path: '/pages/home/index' }), onAddToFavorites() {} })
  const [page] = app.made
  page!.call('onShareAppMessage', { from: 'button', target: { dataset: { id: 1 } } })
  page!.call('onAddToFavorites', {})
  page!.call('onTabItemTap', { index: 1, pagePath: 'pages/cart/index', text: '购物车' })
  expect(page!.call('onShareTimeline')).toBe(undefined)
  expect(seen).toEqual([
    [
      'Page Shared',
      {
        path: '/pages/home/index',
        to: 'friend',
        from: 'button',
        dataset: { id: 1 },
        title: '葡萄',
        target: '/pages/home/index',
      },
    ],
    ['Page Favorited', { path: '/pages/home/index' }],
    ['Tab Tapped', { index: 1, path: '/pages/cart/index', text: '购物车' }],
  ])
  end()
})

it("marks what is shared behind the author's own address, and tells who shares again whose opener they were", async () => {
  const first = setUp({ app: false })
  const content = { title: '葡萄', path: '/pages/product/index?id=grape', query: 'id=grape' }
  const author = {
    onShareAppMessage: () => content,
    onShareTimeline: async () => content,
  }
  first.app.all.Page!(author)
  const shared = first.app.made[0]!.call('onShareAppMessage') as { path: string; title: string }
  expect(shared.title).toBe('葡萄')
  const [, address, mark] = /^(.*)&qm_share=(.*)$/.exec(shared.path)!
  expect(address).toBe(content.path)
  expect(content.path).toBe('/pages/product/index?id=grape')
  const timeline = (await first.app.made[0]!.call('onShareTimeline')) as { query: string }
  expect(timeline.query).toMatch(/^id=grape&qm_share=/)
  const share = (first.seen[0]![1] as { share: { from: string } }).share
  expect(share).toEqual({ from: expect.any(String), depth: 1, root: share.from })
  first.end()

  const second = setUp(
    { app: false },
    { path: 'pages/product/index', scene: 1007, query: { id: 'grape', qm_share: mark } },
  )
  second.app.all.Page!({ onShareAppMessage() {} })
  const again = second.app.made[0]!.call('onShareAppMessage') as { path: string }
  expect(again.path).toMatch(/^\/pages\/home\/index\?id=7&qm_share=[\w-]+\.2\.[\w-]+$/)
  expect((second.seen[0]![1] as { share: unknown }).share).toMatchObject({ depth: 2, root: share.from })
  second.end()
})

it('replaces the mark of the share before, where an author shares on what the page was opened with', () => {
  const { app, end } = setUp({ app: false })
  const shared = ['/p?qm_share=a.1.a', '/p?id=7&qm_share=a.1.a', '/p?qm_share=a.1.a&id=7', '', undefined].map(
    (path) => {
      app.all.Page!({ onShareAppMessage: () => ({ path }), onShareTimeline: () => ({ query: path?.split('?')[1] }) })
      const page = app.made[app.made.length - 1]!
      const friend = page.call('onShareAppMessage') as { path: string }
      const timeline = page.call('onShareTimeline') as { query: string }
      return [friend.path, timeline.query].map((address) => address.replace(/qm_share=[\w-]{21}\.1\.[\w-]{21}$/, '*'))
    },
  )
  expect(shared).toEqual([
    ['/p?*', '*'],
    ['/p?id=7&*', 'id=7&*'],
    ['/p?id=7&*', 'id=7&*'],
    ['/pages/home/index?id=7&*', 'id=7&*'],
    ['/pages/home/index?id=7&*', 'id=7&*'],
  ])
  end()
})

it('records one showing of a page whose author calls its hook to show it anew', () => {
  const { app, names, end } = setUp({ app: false })
  app.all.Page!({ onShow() {} })
  const [page] = app.made
  for (const hook of ['onShow', 'onShow', 'onHide', 'onShow']) page!.call(hook)
  expect(names()).toEqual(['page', 'Page Left', 'page'])
  end()
})

it('lets a page be made whose options it cannot copy', () => {
  const { app, end } = setUp({ app: false })
  const options = new Proxy({ onShow: () => 7 }, { ownKeys: () => expect.fail('is not told') })
  app.all.Page!(options)
  expect(app.made[0]!.call('onShow')).toBe(7)
  end()
})

it('wraps a global once, however often it is set up; the newest records', () => {
  const { app, host, names, end } = setUp({ app: false })
  const { Page } = app.all
  const heard: string[] = []
  const on = { name: 'wechat', host, pages: app.pages }
  const listener = {
    name: 'listener',
    setup: (context: { on(topic: 'event', run: (event: never) => void): unknown }) => {
      context.on('event', ({ type }) => void heard.push(type))
    },
  }
  const again = createClient(
    {
      writeKey: 'b',
      endpoint: 'https://x.example',
      plugins: [listener as never, autoEvents({ app: false }, on, app.globals)],
    },
    on,
  )
  expect(app.all.Page).toBe(Page)
  app.all.Page!({})
  app.made[0]!.call('onShow')
  expect([names(), heard.filter((type) => type === 'page')]).toEqual([[], ['page']])
  again.stop()
  end()
})

it('watches one page at a time where globals are left alone, and nothing before there is a client', () => {
  const app = createTestApp()
  const host = createTestHost(createTestDisk(), async () => ({ status: 200 }))
  const on = { name: 'wechat', host, pages: app.pages }
  const { Page } = app.all
  const auto = autoEvents({ globals: false, app: false }, on, app.globals)
  app.all.Page!(auto.page({ onShow: () => 7 }))
  expect(app.made[0]!.call('onShow')).toBe(7)
  const pages: string[] = []
  const client = createClient({ writeKey: 'demo', endpoint: 'https://x.example', plugins: [auto] }, on)
  client.use({ name: 'listener', setup: ({ on }) => void on('event', ({ type }) => void pages.push(type)) })
  app.made[0]!.call('onShow')
  expect(pages).toContain('page')
  expect(app.all.Page).toBe(Page)
  client.stop()
  host.kill()
})

it('records errors and rejections of the app', () => {
  const { host, seen, end } = setUp({ app: false })
  host.problem('TypeError: x is not a function')
  host.problem({ reason: new RangeError('too far') })
  expect(seen.map(([name, properties]) => [name, (properties as { message: string }).message.slice(0, 21)])).toEqual([
    ['Error Occurred', 'TypeError: x is not a'],
    ['Error Occurred', 'RangeError: too far\n '],
  ])
  end()
})
