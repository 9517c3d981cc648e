import type { HostParts } from '../createHostPlatform.js'
import type { Host, HostRequest } from '../Host.js'
import { openPages } from './openPages.js'

/** Alipay's answer; of a request that failed with an HTTP status, too. */
interface AlipayAnswer {
  readonly status?: number
  readonly headers?: object
  readonly data?: unknown
}

/** What differs in `my` from `wx`: storage takes and gives objects, and a request has other names. */
export interface AlipayApi extends Omit<Host, 'getStorageSync' | 'setStorageSync' | 'removeStorageSync' | 'request'> {
  getStorageSync(options: { key: string }): { readonly data: unknown }
  setStorageSync(options: {
    key: string
    data: string
  }): { readonly error?: unknown; readonly success?: boolean } | void
  removeStorageSync(options: { key: string }): void
  request(options: object): ReturnType<Host['request']>
}

declare const my: AlipayApi

/**
 * Alipay. A status other than 2xx comes as a failure there, with the status in it
 * (https://opendocs.alipay.com/mini/api/owycmh); what storage refuses comes as an answer and is thrown here.
 */
export function alipay(api: AlipayApi = my): HostParts {
  const host: Host = Object.create(api, {
    getStorageSync: { value: (key: string) => api.getStorageSync({ key }).data },
    setStorageSync: {
      value(key: string, data: string) {
        const answer = api.setStorageSync({ key, data })
        if (answer?.error || answer?.success === false) throw answer
      },
    },
    removeStorageSync: { value: (key: string) => api.removeStorageSync({ key }) },
    request: {
      value({ header, success, fail, ...rest }: HostRequest) {
        const answered = ({ status, headers, data }: AlipayAnswer) =>
          status ? success({ statusCode: status, header: headers, data }) : fail(data)
        return api.request({ ...rest, headers: header, success: answered, fail: answered })
      },
    },
  })
  return { name: 'alipay', host, pages: openPages }
}
