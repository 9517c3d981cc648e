import { client } from './qianmian.js'

/** A page of the shop, as a route makes it. */
export interface Page {
  readonly title: string
  readonly node: HTMLElement
  /** Runs once the page is in the document. */
  readonly enter?: () => void
  /** Runs before another page takes its place. */
  readonly leave?: () => void
}

export interface Route {
  /** The name of the `page` call. */
  readonly name: string
  /** `/product/:id`. */
  readonly path: string
  readonly open: (parameter: string) => Page
}

let show: () => void = () => {}

/** Goes to a path of this shop without loading the document again. */
export function go(path: string, { replace = false } = {}): void {
  history.replaceState({ y: scrollY }, '')
  if (replace) history.replaceState({ y: 0 }, '', path)
  else history.pushState({ y: 0 }, '', path)
  show()
}

/** Shows the current path again: who looks at it, or what it shows, has changed. */
export function again(): void {
  show()
}

/** Shows the page of the current address in `outlet`, and follows links and the back button from then on. */
export function startRouter(outlet: HTMLElement, routes: readonly Route[], shown: (path: string) => void): void {
  let leave: (() => void) | undefined
  show = () => {
    const path = location.pathname
    const parts = path.split('/')
    const found = routes.find((route) => matchesRoute(route, parts)) ?? routes[0]!
    leave?.()
    client.page(found.name)
    const page = found.open(decodeURIComponent(parts[2] ?? ''))
    leave = page.leave
    outlet.replaceChildren(page.node)
    document.title = `${page.title} · 枝上鲜果`
    shown(path)
    scrollTo(0, history.state?.y ?? 0)
    page.enter?.()
  }
  addEventListener('popstate', show)
  addEventListener('click', follow)
  show()
}

function matchesRoute({ path }: Route, parts: readonly string[]): boolean {
  const wanted = path.split('/')
  return wanted.length === parts.length && wanted.every((part, at) => part.startsWith(':') || part === parts[at])
}

/** Links inside slots stand in shadow trees: the path of the event finds them. */
function follow(event: MouseEvent): void {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return
  if (link.origin !== location.origin || link.target) return
  event.preventDefault()
  go(link.pathname)
}
