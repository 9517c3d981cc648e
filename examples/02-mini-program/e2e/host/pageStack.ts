import { Component, Element, type Node } from 'glass-easel'
import type { AssociatedBackend, CodeSpace } from 'glass-easel-miniprogram-adapter'

/** A page's `this`, as the framework makes it. */
// biome-ignore lint/suspicious/noExplicitAny: the author's methods
export type PageThis = { route: string; options: Record<string, string>; [method: string]: any }

interface Opened {
  readonly page: PageThis
  readonly element: HTMLElement
  ready(): void
  close(): void
}

/** The open pages, and the moves between them with the lifetimes that they bring. */
export function pageStack(backend: AssociatedBackend, codeSpace: CodeSpace, tabs: readonly string[]) {
  let stack: Opened[] = []
  /** Pages of the tab bar stay. */
  const kept = new Map<string, Opened>()

  function create(route: string, options: Record<string, string>): Opened {
    const element = document.createElement('div')
    element.className = 'wx-page'
    const placeholder = document.createElement('span')
    element.append(placeholder)
    document.body.append(element)
    const root = backend.createRoot('wx-body', codeSpace, route)
    const page = root.get() as unknown as PageThis
    page.route = route
    page.options = options
    const opened = {
      page,
      element,
      ready() {
        tellReady(root.getComponent())
        page.onReady?.()
      },
      close() {
        page.onUnload?.()
        root.release()
        element.remove()
      },
    }
    stack.push(opened)
    root.attach(element as never, placeholder as never)
    page.onLoad?.(options)
    return opened
  }

  function show(opened: Opened, isNew: boolean): void {
    opened.element.hidden = false
    opened.page.onShow?.()
    if (isNew) opened.ready()
  }

  function hide(): void {
    const top = stack[stack.length - 1]
    if (!top) return
    top.page.onHide?.()
    top.element.hidden = true
  }

  function open(url: string): void {
    const { route, options } = addressOf(url)
    hide()
    show(create(route, options), true)
  }

  return {
    pages: () => stack.map(({ page }) => page),
    top: () => stack[stack.length - 1]!.page,
    open,
    back(): void {
      stack.pop()?.close()
      show(stack[stack.length - 1]!, false)
    },
    switchTab(url: string): void {
      const { route } = addressOf(url)
      if (!tabs.includes(route)) throw new Error(`${route} is no tab`)
      const [first, ...others] = stack
      if (others.length) for (const one of others.reverse()) one.close()
      else hide()
      if (first) {
        first.element.hidden = true
        kept.set(first.page.route, first)
      }
      const known = kept.get(route)
      stack = known ? [known] : []
      show(known ?? create(route, {}), !known)
    },
  }
}

/** The framework leaves `ready` to its host: what is inside hears it first. */
function tellReady(node: Node): void {
  if (!Element.isElement(node)) return
  if (Component.isComponent(node)) tellReady(node.getShadowRoot()!)
  for (const child of node.childNodes) tellReady(child)
  if (Component.isComponent(node)) node.triggerLifetime('ready', [])
}

/** The route and query of a page's address. */
export function addressOf(url: string): { route: string; options: Record<string, string> } {
  const [path, query] = url.replace(/^\//, '').split('?')
  return { route: path!, options: Object.fromEntries(new URLSearchParams(query)) }
}
