import * as glassEasel from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import type { HostRequest } from '../../../../packages/wechat/src/Host.js'
import {
  createTestHost,
  type TestAnswer,
  type TestHost,
} from '../../../../packages/wechat/src/testing/createTestHost.js'
import type { CompiledApp } from './compileApp.js'
import { addressOf, pageStack } from './pageStack.js'
import { requirer } from './requirer.js'

/** How the mini-program is opened: an address, a scene, and what is stored on the device. */
export interface Launch {
  readonly url: string
  readonly scene: number
  readonly stored: readonly (readonly [string, string])[]
}

/** What `App` was called with. */
interface AppThis {
  onLaunch?(entry: object): void
  onShow?(entry: object): void
  readonly [member: string]: unknown
}

/** A running mini-program, as a test sees it. */
export interface Running {
  readonly host: TestHost
  readonly require: (path: string) => unknown
  readonly stack: ReturnType<typeof pageStack>
  readonly app: AppThis
  readonly toasts: string[]
  /** What a page offers to share. */
  share(to: 'onShareAppMessage' | 'onShareTimeline', asked: object): unknown
  tab(index: number): void
}

/** Runs a compiled mini-program in this window, on WeChat's component framework, with `wx` as the tests have it. */
export function launch(compiled: CompiledApp, { url, scene, stored }: Launch): Running {
  const env = new MiniProgramEnv()
  const codeSpace = env.createCodeSpace('app', true)
  // A handler that a framework hangs on the page later is found, as WeChat finds it.
  codeSpace.getComponentSpace().updateComponentOptions({ useMethodCallerListeners: true })
  const context = new glassEasel.CurrentWindowBackendContext()
  context.onEvent((target, type, detail, options) => {
    const event = new glassEasel.Event(type, detail, options)
    glassEasel.Event.dispatchEvent(target, event)
    return Number(event.defaultPrevented())
  })
  const backend = env.associateBackend(context)
  tellWhatIsObserved()
  tellEventsPlainly()

  const templates = new Function(`return ${compiled.templates}`)()
  const require = requirer(compiled.scripts)
  const { pages, tabBar } = compiled.app
  const stack = pageStack(
    backend,
    codeSpace,
    tabBar.list.map(({ pagePath }) => pagePath),
  )
  const toasts: string[] = []
  const { route, options } = addressOf(url)
  const disk = { values: new Map(stored), before: () => {} }
  const entry = { path: route, query: options, scene }
  const host = createTestHost(disk, answer, entry)
  const moves = {
    navigateTo: ({ url, fail }: { url: string; fail?(): void }) =>
      pages.includes(addressOf(url).route) ? stack.open(url) : fail?.(),
    switchTab: ({ url }: { url: string }) => stack.switchTab(url),
    navigateBack: () => stack.back(),
    showToast: ({ title }: { title: string }) => toasts.push(title),
    /** The visitor agrees at once. */
    requirePrivacyAuthorize: ({ success }: { success(): void }) => success(),
  }

  let app: AppThis = {}
  let current = ''
  Object.assign(globalThis, {
    wx: fixed({ ...host, ...moves }),
    App: (given: AppThis) => {
      app = given
      app.onLaunch?.(entry)
      app.onShow?.(entry)
    },
    Page: (definition: never) => codeSpace.component(current).pageDefinition(definition).register(),
    Component: (definition: never) => codeSpace.component(current).definition(definition).register(),
    Behavior: (definition: never) => codeSpace.behavior().definition(definition).register(),
    getApp: () => app,
    getCurrentPages: () => stack.pages(),
  })

  for (const [path, css] of Object.entries(compiled.styles)) {
    const style = document.createElement('style')
    style.textContent = css
    document.head.append(style)
    codeSpace.addStyleSheet(path, undefined, path.startsWith('miniprogram_npm') ? path.replace(/\W+/g, '_') : undefined)
  }
  for (const [path, config] of Object.entries(compiled.configs)) codeSpace.addComponentStaticConfig(path, config)
  for (const path of Object.keys(templates))
    codeSpace.addCompiledTemplate(path, {
      groupList: templates,
      content: templates[path],
      fallbackListenerOnNativeNode: true,
    } as never)

  require('app')
  const components = Object.keys(compiled.configs).filter((path) => compiled.configs[path]!.component)
  for (const path of [...components, ...pages]) {
    current = path
    require(path)
  }
  stack.open(url)

  return {
    host,
    require,
    stack,
    app,
    toasts,
    share: (to, asked) => stack.top()[to]?.(asked),
    tab(index) {
      const { pagePath, text } = tabBar.list[index]!
      stack.switchTab(pagePath)
      stack.top().onTabItemTap?.({ index, pagePath, text })
    },
  }
}

async function answer({ url, method, header, data }: HostRequest): Promise<TestAnswer> {
  const got = await fetch(url, { method, headers: header, body: data })
  return { status: got.status, header: Object.fromEntries(got.headers), body: await got.text() }
}

/** What there is cannot be replaced, as in `wx`; frameworks add to it. */
function fixed(members: object): object {
  const all = Object.entries(members)
  return Object.defineProperties(
    {},
    Object.fromEntries(all.map(([name, value]) => [name, { value, enumerable: true }])),
  )
}

/**
 * A handler finds type, time and detail on the event itself, as WeChat's is a plain object; uni-app looks for them there, and
 * puts functions of its own over those that stop an event, which must not keep a `catch` from doing so.
 */
function tellEventsPlainly(): void {
  const proto = glassEasel.Event.prototype
  const original = proto.wrapShadowedEvent
  proto.wrapShadowedEvent = function (...given) {
    const { type, timeStamp, detail } = this
    const kept = (name: 'stopPropagation' | 'preventDefault') => ({ get: () => () => this[name](), set: () => {} })
    return Object.defineProperties(Object.assign(original.apply(this, given), { type, timeStamp, detail }), {
      stopPropagation: kept('stopPropagation'),
      preventDefault: kept('preventDefault'),
    })
  }
}

/**
 * What an observer tells lacks the id and the dataset, which WeChat's has; and the adapter keeps the first word of an
 * observer to itself where it crosses a threshold, which is when WeChat tells it: so it is said twice.
 */
function tellWhatIsObserved(): void {
  const proto = glassEasel.Element.prototype
  const original = proto.createIntersectionObserver
  proto.createIntersectionObserver = function (this: glassEasel.Element, relative, margin, thresholds, listener) {
    let told = false
    return original.call(this, relative, margin, thresholds, (status) => {
      const all = { ...status, id: this.id, dataset: this.dataset }
      if (!told) listener(all)
      told = true
      listener(all)
    })
  }
}
