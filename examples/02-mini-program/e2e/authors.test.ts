import { createRequire } from 'node:module'
import fc from 'fast-check'
import * as glassEasel from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { TmplGroup } from 'glass-easel-template-compiler'
import { describe, expect, it } from 'vitest'
import type * as Wechat from '../../../packages/wechat/src/index.js'
import { createTestHost } from '../../../packages/wechat/src/testing/createTestHost.js'
import { createTestDisk } from '../../../packages/wechat/src/testing/createTestStorage.js'

const { autoEvents, createClient }: typeof Wechat = createRequire(import.meta.url)('@qianmian/wechat')

// biome-ignore lint/suspicious/noExplicitAny: what an author may write
type Any = any
/** An author's page: what is defined with the host's constructors, and what is done to the page that comes of it. */
interface Authored {
  define(made: { Page: Any; Component: Any; Behavior: Any }, log: (...told: unknown[]) => void): void
  play?(page: Any, log: (...told: unknown[]) => void): unknown
  /** The hooks are where the host or a watcher does not find them. */
  readonly hidesHooks?: true
}
type Way = 'without' | 'by globals' | 'one by one'

const group = new TmplGroup()
group.addTmpl('page', '<view />')
const templates = new Function(`return ${group.getTmplGenObjectGroups()}`)()

/** Plays a page on WeChat's framework, and tells all that its author sees, and what is recorded. */
async function play({ define, play }: Authored, way: Way) {
  const env = new MiniProgramEnv()
  const backend = env.associateBackend(new glassEasel.EmptyBackendContext())
  const codeSpace = env.createCodeSpace('app', true)
  codeSpace.addComponentStaticConfig('page', { usingComponents: {} })
  codeSpace.addCompiledTemplate('page', { groupList: templates, content: templates.page } as never)
  const own: Any = {
    Page: (given: never) => codeSpace.component('page').pageDefinition(given).register(),
    Component: (given: never) => codeSpace.component('page').definition(given).register(),
    Behavior: (given: never) => codeSpace.behavior().definition(given).register(),
  }
  const globals = { get: (name: string) => own[name], set: (name: string, value: unknown) => (own[name] = value) }
  const open: Any[] = []
  const host = createTestHost(createTestDisk(), async () => ({ status: 200 }))
  const on = { name: 'wechat', host, pages: () => open }
  const auto = autoEvents({ globals: way === 'by globals', chain: false, app: false }, on, globals)
  const recorded: string[] = []
  const tell = { name: 'tell', process: ({ type, event }: Any) => void recorded.push(event ?? type) }
  const client = createClient(
    { writeKey: 'demo', endpoint: 'https://x.example', plugins: way === 'without' ? [tell] : [auto, tell] },
    on,
  )
  const seen: unknown[] = []
  const pages: Any[] = []
  const log = (...told: unknown[]) => void seen.push(told.map((one) => (pages.includes(one) ? 'the page' : one)))
  const wrapped = (make: string, wrap: (given: object) => object) => (given: object) =>
    own[make](way === 'one by one' ? wrap(given) : given)
  define(
    {
      Page: wrapped('Page', auto.page),
      Component: wrapped('Component', auto.component),
      Behavior: wrapped('Behavior', auto.behavior),
    },
    log,
  )
  const root = backend.createRoot('body', codeSpace, 'page')
  const page = root.get() as Any
  pages.push(page)
  page.route = 'pages/home/index'
  page.options = { id: '7' }
  open.push(page)
  const call = async (name: string, ...args: unknown[]) => {
    try {
      const returned = page[name]?.(...args)
      seen.push([name, 'returned', returned])
      if (returned?.then)
        seen.push([name, 'promised', await returned.catch((cause: unknown) => ['rejected', `${cause}`])])
    } catch (cause) {
      seen.push([name, 'threw', `${cause}`])
    }
  }
  await call('onLoad', page.options)
  await call('onShow')
  await call('onReady')
  await call('onTabItemTap', { index: 1, pagePath: 'pages/home/index', text: '首页' })
  await call('onShareAppMessage', { from: 'menu', webViewUrl: 'https://shop.example/' })
  await call('onShareTimeline')
  await call('onAddToFavorites', { webviewUrl: '' })
  await call('buy', {
    type: 'tap',
    timeStamp: 5,
    currentTarget: { id: 'b', dataset: { id: '7' } },
    target: { id: 'b' },
  })
  await play?.(page, log)
  await call('onHide')
  await call('onShow')
  await call('onUnload')
  client.stop()
  host.kill()
  return { seen, recorded }
}

const authors: Record<string, Authored> = {
  'hooks in behaviors': {
    define({ Page, Behavior }, log) {
      const first = Behavior({
        methods: {
          onHide() {
            log('first onHide')
          },
          onShareAppMessage() {
            log('share')
            return { title: 'b' }
          },
        },
      })
      const second = Behavior({
        behaviors: [first],
        methods: {
          onShow() {
            log('second onShow', this)
          },
        },
      })
      Page({
        behaviors: [second],
        onLoad() {
          log('onLoad', this)
        },
      })
    },
  },
  'a page in a component, with hooks in its behavior': {
    define({ Component, Behavior }, log) {
      const shared = Behavior({
        methods: {
          onShow() {
            log('shared onShow')
          },
          onHide() {
            log('shared onHide')
          },
          buy(e: Any) {
            log('buy', e)
          },
        },
      })
      Component({
        behaviors: [shared],
        lifetimes: {
          attached() {
            log('attached')
          },
        },
        pageLifetimes: {
          show() {
            log('show')
          },
        },
        methods: {
          onLoad(q: Any) {
            log('onLoad', q)
          },
        },
      })
    },
  },
  'a class as options': {
    hidesHooks: true,
    define({ Page }, log) {
      class Home {
        data = { n: 1 }
        onLoad() {
          log('own?')
        }
        onShow() {
          log('inherited onShow')
        }
        onHide = () => log('arrow')
      }
      Page(new Home())
    },
  },
  'hidden and inherited members': {
    hidesHooks: true,
    define({ Page }, log) {
      const options = Object.create(
        {
          onShow() {
            log('inherited')
          },
        },
        {
          onHide: {
            value() {
              log('hidden')
            },
          },
          buy: {
            value() {
              log('buy')
              return 3
            },
            enumerable: true,
          },
        },
      )
      Page(options)
    },
  },
  'getters and frozen options': {
    define({ Page }, log) {
      Page(
        Object.freeze({
          get onShow() {
            return () => log('onShow')
          },
          data: Object.freeze({ n: 1 }),
          get buy() {
            return (e: Any) => log('buy', e.type)
          },
          onHide: Object.freeze(function (this: Any) {
            log('onHide', this)
          }),
        }),
      )
    },
  },
  'shared options': {
    define({ Page }, log) {
      const options = {
        onShow() {
          log('onShow', this)
        },
        buy: () => 9,
      }
      Page(options)
      const before = JSON.stringify(Object.getOwnPropertyDescriptors(options))
      Page(options)
      log(before === JSON.stringify(Object.getOwnPropertyDescriptors(options)))
    },
  },
  'a definition filter': {
    define({ Component, Behavior }, log) {
      const filter = Behavior({
        definitionFilter(fields: Any) {
          log(Object.keys(fields).sort(), Object.keys(fields.methods))
          fields.data = { ...fields.data, added: 1 }
          fields.methods.late = () => log('late')
        },
      })
      Component({
        behaviors: [filter],
        data: { a: 1 },
        observers: {
          a(v: Any) {
            log('observed', v)
          },
        },
        methods: {
          onLoad(this: Any) {
            this.setData({ a: 2 })
            log(this.data)
          },
          buy() {
            log('buy')
          },
        },
      })
    },
    play(page) {
      page.late?.()
    },
  },
  'hooks added at runtime': {
    hidesHooks: true,
    define({ Page }, log) {
      Page({
        onLoad(this: Any) {
          this.onShow = () => log('late onShow')
          this.buy = (e: Any) => log('late buy', e.type)
          this.onShareAppMessage = () => ({ title: 'late' })
        },
      })
    },
  },
  'hooks that reject and throw': {
    define({ Page }, log) {
      Page({
        async onLoad() {
          throw new Error('load')
        },
        async onShow(this: Any) {
          log(this)
          throw new Error('show')
        },
        onHide() {
          throw new Error('hide')
        },
        onUnload() {
          throw new Error('unload')
        },
        onShareAppMessage() {
          throw new Error('share')
        },
        onShareTimeline() {},
        onAddToFavorites() {
          return Promise.reject(new Error('fav'))
        },
      })
    },
  },
  'bound, proxied and generated methods': {
    define({ Page }, log) {
      const self = { me: 1 }
      Page({
        onShow: function (this: Any) {
          log(this)
        }.bind(self),
        buy: new Proxy(function (this: Any, e: Any) {
          log(this, e.type)
          return 4
        }, {}),
        onHide: Object.assign(() => log('hide'), { cancel: 1 }),
        *onTabItemTap(item: Any): Any {
          yield log(item)
        },
      })
    },
    play(page, log) {
      log(page.onHide.cancel, page.buy.name, page.buy.length)
    },
  },
  'shares by promise': {
    define({ Page }) {
      Page({
        onShareAppMessage: ({ webViewUrl }: Any) => ({
          title: 't',
          path: '/p',
          promise: Promise.resolve({ title: webViewUrl }),
        }),
        onShareTimeline: async () => ({ title: 'x', query: 'a=1' }),
        onAddToFavorites: () => ({ title: 'f', query: 'b=2' }),
      })
    },
  },
  'a page that calls its own hooks': {
    define({ Page }, log) {
      Page({
        onShow() {
          log('onShow')
        },
        buy(this: Any) {
          this.onShow()
          this.onLoad({ again: 1 })
        },
        onLoad(q: Any) {
          log('onLoad', q)
        },
      })
    },
  },
}

describe('an author sees no difference on the framework itself', () => {
  for (const [name, author] of Object.entries(authors))
    for (const way of ['by globals', 'one by one'] as const)
      it(`in ${name}, wrapped ${way}`, async () => {
        const [plain, watched] = [await play(author, 'without'), await play(author, way)]
        expect(watched.seen).toEqual(plain.seen)
        expect(watched.recorded.filter((event) => /^(page|Page Left)$/.test(event))).toEqual(
          author.hidesHooks ? [] : ['page', 'Page Left', 'page', 'Page Left'],
        )
      })
})

const hooks = ['onLoad', 'onShow', 'onHide', 'onUnload', 'onTabItemTap', 'onShareAppMessage', 'buy']
const some = fc.subarray(hooks)
/** Which methods a page has itself, and which its behaviors, of whom each may have the one before it. */
const composed = fc.record({
  kind: fc.constantFrom('Page' as const, 'Component' as const),
  own: some,
  behaviors: fc.array(fc.record({ own: some, nested: fc.boolean() }), { maxLength: 3 }),
})

it('leaves to a page what its behaviors have, however they are composed', async () => {
  await fc.assert(
    fc.asyncProperty(composed, async ({ kind, own, behaviors }) => {
      const author: Authored = {
        define(made, log) {
          const methodsOf = (names: readonly string[], whose: string) =>
            Object.fromEntries(
              names.map((name) => [
                name,
                function (this: Any) {
                  log(whose, name, this)
                },
              ]),
            )
          let list: unknown[] = []
          for (const [i, { own, nested }] of behaviors.entries()) {
            const behavior = made.Behavior({ behaviors: nested ? list : [], methods: methodsOf(own, `behavior ${i}`) })
            list = nested ? [behavior] : [...list, behavior]
          }
          // A component is known as a page by its hooks.
          const methods = methodsOf(kind === 'Page' ? own : [...new Set(['onLoad', ...own])], 'own')
          made[kind](kind === 'Page' ? { behaviors: list, ...methods } : { behaviors: list, methods })
        },
      }
      const plain = await play(author, 'without')
      for (const way of ['by globals', 'one by one'] as const) {
        const watched = await play(author, way)
        expect(watched.seen).toEqual(plain.seen)
        const pages = watched.recorded.filter((event) => /^(page|Page Left|Tab Tapped)$/.test(event))
        expect(pages).toEqual(['page', 'Tab Tapped', 'Page Left', 'page', 'Page Left'])
      }
    }),
    { numRuns: 40 },
  )
})
