import type { Plugin, Stop } from '@qianmian/core'
import { whenSeen } from '../slot/whenSeen.js'
import { dataProperties } from './dataProperties.js'

/** When an element counts as seen. */
export interface ExposureOptions {
  /** Of an element's area, so much must be visible. Default: 0.5. An element's own `data-qm-ratio` holds for it. */
  ratio?: number
  /** For so long without a break, in ms. Default: 500. An element's own `data-qm-dwell` holds for it. */
  dwellMs?: number
}

const MARK = 'data-qm-view'

/**
 * Records that an element with `data-qm-view="Product Viewed"` was really seen, under that name, with the properties of its
 * other `data-qm-…` attributes: once for as long as it stays in the page with this name. Elements that come later count too.
 * Throws when the ratio is none.
 */
export function exposures({ ratio = 0.5, dwellMs = 500 }: ExposureOptions = {}): Plugin {
  if (!(ratio <= 1)) throw new TypeError('[qianmian] exposures needs ratio: 0 to 1, such as 0.5')
  return {
    name: 'exposures',
    setup(context) {
      const watched = new Map<Element, Stop>()

      function watch(element: Element): void {
        const name = element.getAttribute(MARK)
        const number = (attribute: string, otherwise: number) => {
          const given = Number.parseFloat(element.getAttribute(attribute) ?? '')
          return given >= 0 ? given : otherwise
        }
        leave(element)
        if (!name) return
        const seen = () => context.client.track(name, dataProperties(element, context))
        const share = Math.min(1, number('data-qm-ratio', ratio))
        watched.set(element, whenSeen(element, share, number('data-qm-dwell', dwellMs), seen))
      }

      function leave(element: Element): void {
        watched.get(element)?.()
        watched.delete(element)
      }

      function look(root: Element): void {
        for (const element of [root, ...root.querySelectorAll(`[${MARK}]`)]) if (!watched.has(element)) watch(element)
      }

      const observer = new MutationObserver((records) => {
        for (const { type, target, addedNodes } of records) {
          if (type === 'attributes') watch(target as Element)
          for (const node of addedNodes) if (node instanceof Element) look(node)
        }
        for (const element of watched.keys()) if (!element.isConnected) leave(element)
      })
      observer.observe(document, { childList: true, subtree: true, attributeFilter: [MARK] })
      look(document.documentElement)
      return () => {
        observer.disconnect()
        for (const element of watched.keys()) leave(element)
      }
    },
  }
}
