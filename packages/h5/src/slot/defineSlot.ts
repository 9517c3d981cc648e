import type { Stop } from '@qianmian/core'
import { adoptStyles } from './adoptStyles.js'
import { element } from './element.js'
import type { Renderer } from './Renderer.js'
import { renderBanner } from './renderBanner.js'
import { renderCoupon } from './renderCoupon.js'
import { renderText } from './renderText.js'
import type { Decision, Payload, SlotSource } from './SlotSource.js'
import { safeUrl } from './safeUrl.js'
import { slotStyles } from './slotStyles.js'
import { whenSeen } from './whenSeen.js'

/** Whatever hands out slots: what `personalize(client)` returns. */
export interface SlotProvider {
  slot(name: string): SlotSource
}

/** How `defineSlot` names the element, and what it can show beyond `banner`, `coupon` and `text`. */
export interface SlotOptions {
  /** By payload type. One of a built-in type takes its place. */
  renderers?: Record<string, Renderer>
  /** The element's name. Default: `qm-slot`. */
  tag?: string
}

const builtIn: Record<string, Renderer> = { banner: renderBanner, coupon: renderCoupon, text: renderText }

/**
 * Defines `<qm-slot name="home_hero">`, which shows what is decided for the slot, changes in the same tick as the
 * decision, and reports exposure (`ratio`, default 0.5, for `dwell`, default 500 ms), click and dismissal; of a slot with a
 * limit it shows all that was chosen, and reports each on its own. With each decision it dispatches `qm-decision` (`detail`: the decision; it bubbles), so that a page may show other types itself.
 * Throws when the name is taken.
 */
export function defineSlot(personalization: SlotProvider, { renderers = {}, tag = 'qm-slot' }: SlotOptions = {}): void {
  if (customElements.get(tag)) throw new Error(`[qianmian] <${tag}> is defined already: give defineSlot another tag`)
  const all = new Map(Object.entries({ ...builtIn, ...renderers }))

  customElements.define(
    tag,
    class extends HTMLElement {
      static observedAttributes = ['name']
      #root = this.attachShadow({ mode: 'open' })
      #source: SlotSource | undefined
      #shown = ''
      #isConnected = false
      #unsubscribe: Stop | undefined
      #unwatch: Stop | undefined

      constructor() {
        super()
        adoptStyles(this.#root, slotStyles)
      }

      connectedCallback(): void {
        this.#stop()
        this.#isConnected = true
        const name = this.getAttribute('name')
        if (!name) return
        this.#source = personalization.slot(name)
        this.#unsubscribe = this.#source.subscribe((decision) => this.#show(decision))
        this.#show(this.#source.get())
      }

      disconnectedCallback(): void {
        this.#isConnected = false
        this.#stop()
      }

      attributeChangedCallback(): void {
        // An element that is upgraded is connected a moment later.
        if (this.#isConnected) this.connectedCallback()
      }

      #stop(): void {
        this.#unsubscribe?.()
        this.#unwatch?.()
        this.#shown = ''
      }

      #show(decision: Decision): void {
        const shown = JSON.stringify(decision)
        if (shown === this.#shown) return
        this.#shown = shown
        this.#unwatch?.()
        const watched: [target: Element, experience?: string][] = []
        this.#root.replaceChildren()
        const { items = [decision] } = decision
        for (const item of items) {
          const experience = (items[1] && (item.withheld ?? item).experience) ?? undefined
          const content = this.#render(item.payload, experience)
          const box = items[1] && content[0] && element('div', 'item')
          box?.append(...content)
          this.#root.append(...(box ? [box] : content))
          watched.push([box || this, experience])
        }
        this.dispatchEvent(new CustomEvent('qm-decision', { detail: decision, bubbles: true, composed: true }))
        if (decision.reason !== 'pending' && this.#shown === shown) this.#watch(watched)
      }

      #watch(watched: readonly [target: Element, experience?: string][]): void {
        const number = (name: string, otherwise: number) => {
          const given = Number.parseFloat(this.getAttribute(name) ?? '')
          return given >= 0 ? given : otherwise
        }
        const source = this.#source
        const [ratio, dwellMs] = [Math.min(1, number('ratio', 0.5)), number('dwell', 500)]
        const stops = watched.map(([target, experience]) =>
          whenSeen(target, ratio, dwellMs, () => source?.viewed(experience)),
        )
        this.#unwatch = () => {
          for (const stop of stops) stop()
        }
      }

      #render(payload: Payload | null, experience?: string): Node[] {
        const render = payload && all.get(payload.type)
        if (!render) return []
        try {
          const content = render(payload, { element, safeUrl })
          content.addEventListener('click', () => this.#source?.clicked(experience))
          const isDismissible = payload.dismissible ?? payload.type === 'coupon'
          return isDismissible ? [content, this.#dismissButton(experience)] : [content]
        } catch {
          return []
        }
      }

      #dismissButton(experience?: string): Node {
        const button = element('button', 'dismiss', '×')
        const lang = this.closest('[lang]')?.getAttribute('lang') ?? navigator.language
        button.setAttribute('aria-label', lang.startsWith('zh') ? '关闭' : 'Close')
        button.addEventListener('click', () => this.#source?.dismissed(experience))
        return button
      }
    },
  )
}
