export type { Backend } from './backend.js'
export type { AnyEvents, Client, Properties } from './client.js'
export type { ClientError, ClientOptions } from './clientOptions.js'
export type { Consent, ConsentOptions } from './consent.js'
export { createCoreClient } from './createCoreClient.js'
export type { Campaign, EventContext, EventType, Json, JsonObject, RecordedEvent } from './event.js'
export type { Identity } from './identity.js'
export {
  IDENTITY_PARAMETER,
  readIdentityToken,
  withIdentityToken,
  withoutIdentityToken,
  writeIdentityToken,
} from './identityToken.js'
export type {
  Clock,
  Lifecycle,
  Network,
  OutboxStore,
  Platform,
  Request,
  Response,
  Row,
  StateStore,
  Stop,
  StoredEvent,
  Tabs,
} from './platform.js'
export type { Plugin, PluginContext, Topics } from './plugin.js'
