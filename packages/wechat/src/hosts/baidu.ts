import type { HostParts } from '../createHostPlatform.js'
import type { Host, HostRequest } from '../Host.js'
import { openPages } from './openPages.js'

declare const swan: Host

/** Baidu, whose `swan` has the shape of `wx` but for the name of text that is not parsed. */
export function baidu(api: Host = swan): HostParts {
  const host: Host = Object.create(api, {
    request: { value: (request: HostRequest) => api.request({ ...request, dataType: 'string' }) },
  })
  return { name: 'baidu', host, pages: openPages }
}
