import { type WidgetFrame, widgetFrame } from '@qianmian/live/frame'

declare global {
  interface Window {
    widget: WidgetFrame
    /** All that came from other windows, as text. */
    heard: string[]
  }
}

window.heard = []
window.widget = widgetFrame({ hosts: new URLSearchParams(location.search).getAll('host') })
window.widget.subscribe(() => window.heard.push(JSON.stringify([window.widget.context(), window.widget.visible()])))
