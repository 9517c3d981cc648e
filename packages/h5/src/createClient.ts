import { type AnyEvents, type Client, type ClientOptions, createCoreClient } from '@qianmian/core'
import { createBrowserPlatform } from './createBrowserPlatform.js'

/**
 * A client for this page. Throws when an option is wrong, and says what to write instead. With a type of events,
 * `createClient<Events>(…)`, the names and properties that `track` takes are checked as you write.
 */
export function createClient<Events extends object = AnyEvents>(options: ClientOptions): Client<Events> {
  return createCoreClient(createBrowserPlatform(options?.writeKey), options)
}
