import { type Client, type ClientOptions, createCoreClient } from '@qianmian/core'
import { createHostPlatform, type HostParts } from './createHostPlatform.js'
import { wechat } from './hosts/wechat.js'

/**
 * A client for this mini-program, on WeChat or on the host that is given. Throws when an option is wrong, and says what to
 * write instead.
 */
export function createClient(options: ClientOptions, on: HostParts = wechat()): Client {
  return createCoreClient(createHostPlatform(on, options?.writeKey), options)
}
