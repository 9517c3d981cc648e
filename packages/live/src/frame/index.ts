export { type WidgetFrame, type WidgetFrameOptions, widgetFrame } from './widgetFrame.js'
export { type WidgetHostOptions, type WidgetToken, widgetHost } from './widgetHost.js'
export type { Refusal } from './wire.js'
