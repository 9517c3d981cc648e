import type { Plugin, Stop } from '@qianmian/core'
import { listen } from './listen.js'

/** Which depths are told, and of what. */
export interface ScrollOptions {
  /** Percentages, in rising order. Default: 25, 50, 75, 100. */
  marks?: readonly number[]
  /** The element that scrolls, when it is not the page itself. */
  selector?: string
}

/** A scroll is looked at so much later, in ms: once, however many events it fires. */
const LATER_MS = 200

/**
 * Records `Page Scrolled` with the `percent` of the page's height that came into view, once for each mark and page view. What
 * is in view without scrolling counts with the first scroll.
 */
export function scrollDepth({ marks = [25, 50, 75, 100], selector }: ScrollOptions = {}): Plugin {
  return {
    name: 'scrollDepth',
    setup(context) {
      const { clock, lifecycle } = context.platform
      let reached = 0
      let scrolled: Element | null
      let pending: Stop | undefined

      function cancel(): void {
        pending?.()
        pending = undefined
      }

      function look(): void {
        if (!pending || !scrolled) return
        cancel()
        const { scrollTop, clientHeight, scrollHeight } = scrolled
        // Positions are fractions of a pixel, heights are not.
        const depth = ((scrollTop + clientHeight + 1) / scrollHeight) * 100
        for (const percent of marks)
          if (percent > reached && percent <= depth) {
            reached = percent
            context.client.track('Page Scrolled', { percent })
          }
      }

      const stops = [
        listen(context, document, 'scroll', ({ target }) => {
          const inner = target instanceof Element && !!selector && target.matches(selector)
          if (!inner && (selector || target !== document)) return
          scrolled = inner ? target : document.scrollingElement
          pending ??= clock.after(LATER_MS, look)
        }),
        lifecycle.on('hide', look),
        context.on('event', ({ type }) => {
          if (type !== 'page') return
          cancel()
          reached = 0
        }),
        cancel,
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
