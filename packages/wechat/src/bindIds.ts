import type { Client, JsonObject } from '@qianmian/core'

/** What your server knows of who uses the mini-program: from `wx.login` and `code2Session`, and from your own accounts. */
export interface WechatIds {
  readonly openid?: string
  readonly unionid?: string
  /** Your own id of the person. */
  readonly userId?: string
}

/**
 * Tells that these ids are this visitor's. `openid` and `unionid` become aliases, so that a back end joins what it knows by
 * either; they do not change who the visitor is on this device. Only a `userId` does that, as `identify` does.
 */
export function bindIds(client: Client, { openid, unionid, userId }: WechatIds, traits: JsonObject = {}): void {
  if (unionid) client.alias(`unionid:${unionid}`)
  if (openid) client.alias(`openid:${openid}`)
  if (userId) client.identify(userId, { ...traits, ...(openid && { openid }), ...(unionid && { unionid }) })
}
