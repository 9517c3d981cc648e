import type { Json, Stop } from '@qianmian/core'
import type { ActivityAnswer } from '../widgets/activity.js'
import { createWidget, type RunningWidget } from '../widgets/createWidget.js'
import type { Tap, View } from '../widgets/View.js'
import type { Done, Payload, Widget } from '../widgets/Widget.js'
import { changesOf } from './changesOf.js'
import { whenDefined } from './definedActivities.js'

/** What the host makes of the options below. */
interface Component {
  readonly data: { payload: Payload | null; lang: string; follow?: unknown; view: View | null }
  setData(data: object): void
  triggerEvent(name: string, detail: object, options?: { bubbles: boolean; composed: boolean }): void
  running?: RunningWidget
  end?: Stop
}

interface Touch {
  readonly currentTarget: { readonly dataset: { readonly kind?: string; readonly index?: number } }
}

declare const wx: {
  navigateTo(options: object): void
  switchTab(options: object): void
  getAppBaseInfo?(): { language?: string }
  getSystemInfoSync?(): { language?: string }
}

/** How an event goes up to a slot's component that the widget stands in. */
const UP = { bubbles: true, composed: true }

/**
 * A mini-program component that shows payloads of these widgets. `bind:follow` tells of each address before it is opened
 * (`follow="{{false}}"`: the page opens it itself), `bind:done` of each answer, `bind:dismiss` that it was closed.
 */
export function widgetComponent(widgets: readonly Widget[]): object {
  function start(self: Component): void {
    stop(self)
    const { payload } = self.data
    const widget = widgets.length === 1 ? widgets[0] : widgets.filter(({ type }) => type === payload?.type)[0]
    if (!payload || !widget) {
      self.setData({ view: null })
      return
    }
    let drawn: View | null = null
    const zh = (self.data.lang || languageOf()).indexOf('en') !== 0
    const closeLabel = zh ? '关闭' : 'Close'
    self.setData({ type: widget.type, view: null, closable: payload.dismissible === true, closeLabel })
    self.end = whenDefined((activities) => {
      self.running?.stop()
      self.running = createWidget(widget, payload, activities, {
        show(view) {
          self.setData(changesOf(drawn, view))
          drawn = view
        },
        zh: () => zh,
        done: (done: Done) => self.triggerEvent('done', done),
      })
    })
  }

  return {
    properties: {
      payload: { type: Object, value: null },
      /** `zh` or `en`; the host's language when it is left out. */
      lang: String,
      // Of any type: WeChat would make false of the undefined that Taro may hand over. https://github.com/NervJS/taro/issues/10237
      /** Whether a touch opens the payload's page: yes. */
      follow: null,
    },
    data: { type: '', view: null, closable: false, closeLabel: '' },
    observers: {
      'payload, lang'(this: Component) {
        if (this.end) start(this)
      },
    },
    lifetimes: {
      attached(this: Component) {
        start(this)
      },
      detached(this: Component) {
        stop(this)
      },
    },
    methods: {
      touch(this: Component, { currentTarget: { dataset } }: Touch) {
        const tap = tapOf(this.data.view, dataset)
        if (!tap) return
        this.triggerEvent('qmclick', {}, UP)
        const { action, value, url } = tap
        if (action === 'follow' || url) this.triggerEvent('follow', { payload: this.data.payload, url: url || null })
        const wanted = (this.data.follow ?? true) ? url : undefined
        const answered = this.running ? this.running.tap({ action, value }) : Promise.resolve(null)
        if (action === 'follow') open(wanted)
        else answered.then(() => open(wanted))
      },
      dismiss(this: Component) {
        this.triggerEvent('qmdismiss', {}, UP)
        this.triggerEvent('dismiss', {})
      },
      /** Does one of the activity's actions, as a touch would. */
      act(this: Component, action: string, value?: Json): Promise<ActivityAnswer | null> {
        return this.running ? this.running.tap({ action, value }) : Promise.resolve(null)
      },
    },
  }
}

function stop(self: Component): void {
  self.end?.()
  self.running?.stop()
  self.end = self.running = undefined
}

/** What was touched, if it can be pressed now. */
function tapOf(view: View | null, { kind, index }: Touch['currentTarget']['dataset']): Tap | undefined {
  const row = index === undefined ? undefined : view?.rows?.[index]
  if (kind === 'choice') return row?.choice ?? undefined
  const button = kind === 'do' ? row?.button : view?.button
  return button && !button.off && !button.busy ? button.tap : undefined
}

/** Pages of this mini-program are opened; a web address is left to the page. */
function open(url: string | undefined): void {
  if (url && !/^https?:/i.test(url))
    wx.navigateTo({ url, fail: () => wx.switchTab({ url: url.split('?')[0], fail() {} }) })
}

/** The host's language; Chinese where it does not say. */
function languageOf(): string {
  try {
    return (wx.getAppBaseInfo ?? wx.getSystemInfoSync)?.call(wx).language ?? 'zh'
  } catch {
    return 'zh'
  }
}
