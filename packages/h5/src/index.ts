export type {
  AnyEvents,
  Client,
  ClientError,
  ClientOptions,
  Consent,
  ConsentOptions,
  EventContext,
  Json,
  JsonObject,
  Plugin,
  PluginContext,
  RecordedEvent,
  Stop,
} from '@qianmian/core'
export { createClient } from './createClient.js'
export { type ClickOptions, clicks } from './plugins/clicks.js'
export { type ErrorOptions, errors } from './plugins/errors.js'
export { type ExposureOptions, exposures } from './plugins/exposures.js'
export { forms } from './plugins/forms.js'
export { type Linker, type LinkerOptions, linker } from './plugins/linker.js'
export { type OutboundOptions, outboundLinks } from './plugins/outboundLinks.js'
export { pageViews } from './plugins/pageViews.js'
export { type ScrollOptions, scrollDepth } from './plugins/scrollDepth.js'
export { type SiteIdentityOptions, siteIdentity } from './plugins/siteIdentity.js'
export { webVitals } from './plugins/webVitals.js'
export { defineSlot, type SlotOptions, type SlotProvider } from './slot/defineSlot.js'
export type { Renderer, RendererHelpers } from './slot/Renderer.js'
export type { Decision, Payload, SlotSource } from './slot/SlotSource.js'
