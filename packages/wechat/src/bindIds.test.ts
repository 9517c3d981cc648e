import type { Client } from '@qianmian/core'
import { expect, it } from 'vitest'
import { bindIds } from './bindIds.js'

it('joins the ids of WeChat as aliases, and changes who the visitor is only by a user id', () => {
  const calls: unknown[] = []
  const client = {
    alias: (...given: unknown[]) => calls.push(['alias', ...given]),
    identify: (...given: unknown[]) => calls.push(['identify', ...given]),
  } as unknown as Client
  bindIds(client, { openid: 'o1', unionid: 'n1' })
  bindIds(client, { openid: 'o1', userId: 'u_42' }, { points: 7 })
  bindIds(client, {})
  expect(calls).toEqual([
    ['alias', 'unionid:n1'],
    ['alias', 'openid:o1'],
    ['alias', 'openid:o1'],
    ['identify', 'u_42', { points: 7, openid: 'o1' }],
  ])
})
