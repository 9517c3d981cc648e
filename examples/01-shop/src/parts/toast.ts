import { element } from '../element.js'

let current: HTMLElement | undefined

/** Tells the visitor something for two seconds, above whatever is open. */
export function toast(text: string): void {
  current?.remove()
  const made = element('div', { class: 'toast', role: 'status', popover: 'manual' }, text)
  current = made
  document.body.append(made)
  made.showPopover?.()
  setTimeout(() => made.remove(), 2000)
}
