import { type Plugin, type Stop, withoutIdentityToken } from '@qianmian/core'
import { listen } from './listen.js'

/**
 * Records a page view now, and one whenever a single-page app moves on: to another path or search, or to another route
 * in the hash (`#/…`, `#!/…`). It is recorded in a later task, when the app has set the new title. A page that comes back from
 * the browser's cache counts again; one that is rendered ahead counts when it is shown.
 */
export function pageViews(): Plugin {
  return {
    name: 'pageViews',
    setup(context) {
      const { client, platform } = context
      let seen = ''
      let pending: Stop | undefined
      const look = () => {
        const route = routeOf(location)
        if (route === seen) return
        seen = route
        client.page()
      }
      const stops = [
        listen<PageTransitionEvent>(context, window, 'pageshow', ({ persisted }) => persisted && client.page()),
        listen(context, document, 'prerenderingchange', look),
        onNavigation(() => {
          pending?.()
          pending = platform.clock.after(0, look)
        }),
      ]
      if (!(document as { prerendering?: boolean }).prerendering) look()
      return () => {
        pending?.()
        for (const stop of stops) stop()
      }
    },
  }
}

function routeOf({ pathname, search, hash }: Location): string {
  return pathname + withoutIdentityToken(search) + (/^#!?\//.test(hash) ? hash : '')
}

/** The Navigation API tells of every move; without it, `popstate` and the two methods that move without telling. */
function onNavigation(run: () => void): Stop {
  const { navigation } = window as { navigation?: EventTarget }
  if (navigation) {
    navigation.addEventListener('currententrychange', run)
    return () => navigation.removeEventListener('currententrychange', run)
  }
  const restore = (['pushState', 'replaceState'] as const).map((name) => wrap(name, run))
  addEventListener('popstate', run)
  return () => {
    removeEventListener('popstate', run)
    for (const undo of restore) undo()
  }
}

function wrap(name: 'pushState' | 'replaceState', run: () => void): Stop {
  const original = history[name]
  let on = true
  const wrapped: typeof original = function (this: History, ...args) {
    original.apply(this, args)
    if (on) run()
  }
  history[name] = wrapped
  return () => {
    on = false
    if (history[name] === wrapped) history[name] = original
  }
}
