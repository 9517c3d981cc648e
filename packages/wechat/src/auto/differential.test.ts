import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClient } from '../createClient.js'
import { createTestApp } from '../testing/createTestApp.js'
import { createTestHost } from '../testing/createTestHost.js'
import { createTestDisk } from '../testing/createTestStorage.js'
import { autoEvents } from './autoEvents.js'

const names = [
  'onLoad',
  'onShow',
  'onReady',
  'onHide',
  'onUnload',
  'onPageScroll',
  'onShareAppMessage',
  'onShareTimeline',
  'onAddToFavorites',
  'onTabItemTap',
  'buy',
  'close',
] as const

/** What a method of the author's does. */
const body = fc.constantFrom('nothing', 'value', 'throw', 'promise', 'rejected', 'content', 'content and promise')
const methods = fc.dictionary(fc.constantFrom(...names), body)
const value = fc.constantFrom<unknown>(
  undefined,
  null,
  7,
  'text',
  { type: 'tap', timeStamp: 1, currentTarget: { dataset: { id: '1' } } },
  { type: 'tap', currentTarget: null },
  { from: 'button', target: { dataset: {} } },
  Object.defineProperty({}, 'type', { get: () => fail() }),
)
const calls = fc.array(fc.tuple(fc.constantFrom(...names), fc.array(value, { maxLength: 2 })), { maxLength: 12 })

function fail(): never {
  throw new Error("the author's")
}

const content = { title: '葡萄', path: '/pages/home/index?id=7', query: 'id=7' }
const failure = new Error('rejected')
const results: Record<string, () => unknown> = {
  nothing: () => undefined,
  value: () => 42,
  throw: fail,
  promise: () => Promise.resolve(content),
  rejected: () => Promise.reject(failure),
  content: () => content,
  'content and promise': () => ({ ...content, promise: Promise.resolve(content) }),
}

/** Everything that the author and the host see of a script. */
async function play(
  kind: string,
  given: Record<string, string>,
  script: readonly (readonly [string, readonly unknown[]])[],
  sdk: boolean,
) {
  const app = createTestApp()
  const host = createTestHost(createTestDisk(), async () => ({ status: 200 }))
  const on = { name: 'wechat', host, pages: app.pages }
  const client =
    sdk &&
    createClient(
      { writeKey: 'demo', endpoint: 'https://x.example', plugins: [autoEvents({ chain: false }, on, app.globals)] },
      on,
    )
  const seen: unknown[] = []
  const author: Record<string, unknown> = { data: { n: 1 } }
  for (const [name, what] of Object.entries(given))
    author[name] = function (this: unknown, ...args: unknown[]) {
      seen.push([name, app.made.indexOf(this as never), args.map((one) => args.length && one)])
      return results[what]!()
    }
  const options = kind === 'Page' ? author : { methods: author, data: { n: 2 } }
  const before = Object.getOwnPropertyNames(author)
  seen.push(app.all[kind]!(options), Object.getOwnPropertyNames(author).length === before.length)
  for (const [name, args] of script)
    try {
      const returned = app.made[0]!.call(name, ...args)
      seen.push(returned)
      const promise = (Object(returned).then ? returned : Object(returned).promise) as Promise<unknown> | undefined
      if (promise) seen.push(await promise.catch((cause: unknown) => ['rejected', cause]))
    } catch (error) {
      seen.push(['thrown', (error as Error).message])
    }
  if (client) client.stop()
  host.kill()
  return seen
}

describe('an author sees no difference', () => {
  for (const kind of ['Page', 'Component', 'Behavior'])
    it(`in a ${kind}: calls, this, arguments, return values, errors and what is shared`, async () => {
      await fc.assert(
        fc.asyncProperty(methods, calls, async (given, script) => {
          expect(await play(kind, given, script, true)).toEqual(await play(kind, given, script, false))
        }),
        { numRuns: 60 },
      )
    })

  it('in what hangs on a method, and in a class among the members', () => {
    const made = [false, true].map((sdk) => {
      const app = createTestApp()
      const host = createTestHost(createTestDisk(), async () => ({ status: 200 }))
      const on = { name: 'wechat', host, pages: app.pages }
      const plugins = sdk ? [autoEvents({}, on, app.globals)] : []
      const client = createClient({ writeKey: 'demo', endpoint: 'https://x.example', plugins }, on)
      let page: Record<string, unknown> = {}
      app.all.Page = (
        (given) => (options) =>
          given!((page = options))
      )(app.all.Page)
      class Cart {
        static kept = 1
        size = 2
      }
      const search = Object.assign((text: string, more: string) => text + more, { cancel: () => 'cancelled' })
      const wrap = autoEvents({ globals: false }, on, app.globals)
      app.all.Page!(sdk ? wrap.page({ search, Cart }) : { search, Cart })
      const { search: found, Cart: Made } = page as { search: typeof search; Cart: typeof Cart }
      const cart = new Made()
      client.stop()
      host.kill()
      return [found.cancel(), found('a', 'b'), found.name, found.length, Made.kept, cart.size, cart instanceof Cart]
    })
    expect(made[1]).toEqual(made[0])
  })

  it('in an App, which is left alone', () => {
    const app = createTestApp()
    app.all.App = () => 'made'
    const { App } = app.all
    const host = createTestHost(createTestDisk(), async () => ({ status: 200 }))
    const on = { name: 'wechat', host, pages: app.pages }
    const client = createClient(
      { writeKey: 'demo', endpoint: 'https://x.example', plugins: [autoEvents({}, on, app.globals)] },
      on,
    )
    expect(app.all.App).toBe(App)
    client.stop()
    host.kill()
  })
})
