import type { Client, JsonObject } from '@qianmian/core'

/** What your server knows of who uses the mini-program: from `wx.login` and `code2Session`, and from your own accounts. */
export interface WechatIds {
  readonly openid?: string
  readonly unionid?: string
  /** Your own id of the person. */
  readonly userId?: string
}

/**
 * Tells that these ids are this visitor's: aliases of who they are, so that a back end joins what it knows by any of them. Who
 * they are is said by a `userId`, given now or known before, as by `identify`; without one, this device goes on without a
 * user, and the `unionid`, else the `openid`, names them to the back end.
 */
export function bindIds(client: Client, { openid, unionid, userId }: WechatIds, traits: JsonObject = {}): void {
  let known = userId
  if (userId) client.identify(userId, { ...traits, ...(openid && { openid }), ...(unionid && { unionid }) })
  else
    client.use({
      name: 'bindIds',
      setup({ identity }) {
        known = identity().userId ?? undefined
      },
    })()
  for (const id of [unionid && `unionid:${unionid}`, openid && `openid:${openid}`]) {
    if (!id) continue
    if (known) client.alias(known, id)
    else client.alias((known = id))
  }
}
