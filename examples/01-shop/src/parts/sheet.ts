import { element } from '../element.js'
import { icon } from './icon.js'

export interface Sheet {
  /** Shows other content in the same sheet. */
  fill(title: string, ...content: readonly Node[]): void
  close(): void
}

/** Opens a sheet that comes up from the foot of the screen. It leaves with the page below it. */
export function openSheet(title: string, ...content: readonly Node[]): Sheet {
  const heading = element('h2', {}, title)
  const body = element('div', { class: 'sheet-body' })
  const close = () => {
    removeEventListener('popstate', close)
    dialog.remove()
  }
  const dialog: HTMLDialogElement = element(
    'dialog',
    { class: 'sheet', onclose: close, onclick: (event) => event.target === dialog && dialog.close() },
    element(
      'header',
      { class: 'sheet-head' },
      heading,
      element('button', { class: 'plain', type: 'button', 'aria-label': '关闭', onclick: close }, icon('close')),
    ),
    body,
  )
  body.append(...content)
  document.body.append(dialog)
  dialog.showModal()
  addEventListener('popstate', close)
  return {
    fill(next, ...nodes) {
      heading.textContent = next
      body.replaceChildren(...nodes)
    },
    close,
  }
}
