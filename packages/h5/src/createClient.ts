import { type Client, type ClientOptions, createCoreClient } from '@qianmian/core'
import { createBrowserPlatform } from './createBrowserPlatform.js'

/** A client for this page. Throws when an option is wrong, and says what to write instead. */
export function createClient(options: ClientOptions): Client {
  return createCoreClient(createBrowserPlatform(options?.writeKey), options)
}
