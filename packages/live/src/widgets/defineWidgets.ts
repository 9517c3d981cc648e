import type { Json } from '@qianmian/core'
import type { ActivityAnswer } from './activity.js'
import type { Activities } from './createActivities.js'
import { createWidget, type RunningWidget } from './createWidget.js'
import { drawView } from './element/drawView.js'
import { langOf } from './element/langOf.js'
import { patch } from './element/patch.js'
import { widgetStyles } from './element/widgetStyles.js'
import type { StyledWidget } from './StyledWidget.js'
import type { Tap, View } from './View.js'
import type { Payload } from './Widget.js'

/** A widget on a page. */
export interface WidgetElement extends HTMLElement {
  /** What it shows; without one, its attributes say it. */
  payload: Payload
  /** Does one of its activity's actions, as a touch would; null: there was no answer, or another is under way. */
  act(action: string, value?: Json): Promise<ActivityAnswer | null>
}

/** Makes a widget of a payload: what `defineSlot` takes as a renderer. */
export type WidgetRenderer = (payload: Payload) => WidgetElement

/**
 * Defines an element for each widget: `<qm-coupon>`, `<qm-red-packet>`, …; and returns their renderers by payload type, for
 * `defineSlot(personalization, { renderers })`. Before a URL is followed an element dispatches `qm-follow`, which can be
 * cancelled, and after each answer `qm-done`; both bubble, and `detail` says what was done. Throws when a name is taken.
 */
export function defineWidgets(
  activities: Activities,
  widgets: readonly StyledWidget[],
  prefix = 'qm',
): Record<string, WidgetRenderer> {
  const renderers: Record<string, WidgetRenderer> = {}
  for (const widget of widgets) {
    const tag = `${prefix}-${widget.type.replace(/_/g, '-')}`
    if (customElements.get(tag))
      throw new Error(`[qianmian] <${tag}> is defined already: give defineWidgets another prefix`)
    customElements.define(tag, elementOf(widget, activities))
    renderers[widget.type] = (payload) => {
      const element = document.createElement(tag) as WidgetElement
      element.payload = payload
      element.toggleAttribute('closable', Boolean(payload.dismissible ?? payload.type === 'coupon'))
      return element
    }
  }
  return renderers
}

function elementOf(widget: StyledWidget, activities: Activities): CustomElementConstructor {
  const sheets = [sheetOf(widgetStyles), sheetOf(widget.styles)].filter((sheet) => sheet !== undefined)

  return class extends HTMLElement implements WidgetElement {
    static observedAttributes = ['activity', 'payload', 'lang']
    #root = this.attachShadow({ mode: 'open' })
    #running: RunningWidget | undefined
    #payload: Payload | undefined

    constructor() {
      super()
      if (sheets.length) this.#root.adoptedStyleSheets = sheets
    }

    get payload(): Payload {
      return this.#payload ?? said(this, widget.type)
    }

    set payload(payload: Payload) {
      this.#payload = payload
      this.attributeChangedCallback()
    }

    act(action: string, value?: Json): Promise<ActivityAnswer | null> {
      return this.#running?.tap({ action, value }) ?? Promise.resolve(null)
    }

    connectedCallback(): void {
      this.#running?.stop()
      this.#running = createWidget(widget, this.payload, activities, {
        show: (view) => this.#show(view),
        zh: () => langOf(this).startsWith('zh'),
        done: (detail) => this.#tell('done', detail),
      })
    }

    disconnectedCallback(): void {
      this.#running?.stop()
      this.#running = undefined
    }

    attributeChangedCallback(): void {
      if (this.isConnected) this.connectedCallback()
    }

    #show(view: View | null): void {
      const focused = this.#root.activeElement?.getAttribute('part')
      patch(this.#root, view ? [drawView(view, widget.type, (tap, event) => this.#touch(tap, event))] : [])
      // A button that has become a link hands its focus on.
      if (focused && !this.#root.activeElement) this.#root.querySelector<HTMLElement>('[part~=cta],[part~=do]')?.focus()
    }

    async #touch({ action, value, url }: Tap, event: Event): Promise<void> {
      const isLink = action === 'follow'
      const stays = (isLink || url) && !this.#tell('follow', { payload: this.payload, url: url ?? null })
      if (isLink && stays) event.preventDefault()
      await this.#running?.tap({ action, value })
      if (url && !isLink && !stays) location.assign(url)
    }

    #tell(name: string, detail: object): boolean {
      return this.dispatchEvent(
        new CustomEvent(`qm-${name}`, { detail, bubbles: true, composed: true, cancelable: true }),
      )
    }
  }
}

/** What the attributes of an element say; `payload` among them is JSON. */
function said(element: Element, type: string): Payload {
  const payload: Payload = { type }
  for (const { name, value } of element.attributes) payload[name] = value
  try {
    return { ...payload, ...JSON.parse(element.getAttribute('payload') ?? '{}'), type }
  } catch {
    return payload
  }
}

function sheetOf(css: string): CSSStyleSheet | undefined {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    return sheet
  } catch {
    // Without constructed style sheets (Safari before 16.4) the widgets are shown unstyled.
    return undefined
  }
}
