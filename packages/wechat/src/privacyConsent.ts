import type { Plugin } from '@qianmian/core'
import type { HostParts } from './createHostPlatform.js'
import { wechat } from './hosts/wechat.js'

/**
 * Takes WeChat's privacy agreement for the visitor's consent, with `consent: { required: true }`: it is asked for once, and
 * again in the next visit if it was refused. A base library before 2.32.3 cannot ask: then `client.consent` is yours to call.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html
 */
export function privacyConsent({ host }: HostParts = wechat()): Plugin {
  return {
    name: 'privacyConsent',
    setup({ client, consent }) {
      if (consent().analytics) return
      host.requirePrivacyAuthorize?.({
        success: () => client.consent({ analytics: true, personalization: true }),
        fail() {},
      })
    },
  }
}
