import type { Lifecycle } from '@qianmian/core'

/**
 * `hide` when the page becomes invisible or is left, once until it is back. Safari may leave a page without
 * `visibilitychange` (https://webkit.org/b/151234), so `pagehide` counts too.
 */
export const browserLifecycle: Lifecycle = {
  on(moment, run) {
    if (moment === 'online') return listen(['online'], run)
    let away = moment === 'show' && document.hidden
    return listen(['visibilitychange', 'pagehide', 'pageshow'], ({ type }) => {
      const gone = type === 'pagehide' || document.hidden
      if (gone === away) return
      away = gone
      if (gone === (moment === 'hide')) run()
    })
  },
}

/** On the window: `visibilitychange` bubbles up to it from the document. */
function listen(types: string[], run: (event: Event) => void) {
  for (const type of types) addEventListener(type, run)
  return () => {
    for (const type of types) removeEventListener(type, run)
  }
}
