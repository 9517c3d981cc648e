import { createCoreClient, type RecordedEvent } from '@qianmian/core'
import { createMemoryPlatform } from '@qianmian/core/testing'
import { expect, it } from 'vitest'
import { bindIds } from './bindIds.js'

function setUp() {
  const heard: RecordedEvent[] = []
  const client = createCoreClient(createMemoryPlatform(), { writeKey: 'demo', endpoint: 'https://x.example' })
  client.use({ name: 'listener', setup: ({ on }) => on('event', (event) => void heard.push(event)) })
  const told = () => heard.slice(1).map(({ type, userId, previousId, traits }) => [type, userId, previousId, traits])
  return { client, heard, told }
}

it('joins the ids of WeChat to the user', () => {
  const { client, told } = setUp()
  bindIds(client, { openid: 'o1', unionid: 'n1', userId: 'u_42' }, { points: 7 })
  expect(told()).toEqual([
    ['identify', 'u_42', undefined, { points: 7, openid: 'o1', unionid: 'n1' }],
    ['alias', 'u_42', 'unionid:n1', undefined],
    ['alias', 'u_42', 'openid:o1', undefined],
  ])
})

it('joins them to the user who is known here, and changes nobody', () => {
  const { client, told } = setUp()
  client.identify('u_42')
  bindIds(client, { openid: 'o1' })
  bindIds(client, {})
  client.track('a')
  expect(told().slice(1)).toEqual([
    ['alias', 'u_42', 'openid:o1', undefined],
    ['track', 'u_42', undefined, undefined],
  ])
})

it('names a visitor without a user to the back end, who stays without one here', () => {
  const { client, heard, told } = setUp()
  bindIds(client, { openid: 'o1', unionid: 'n1' })
  client.track('a')
  expect(told()).toEqual([
    ['alias', 'unionid:n1', heard[0]!.anonymousId, undefined],
    ['alias', 'unionid:n1', 'openid:o1', undefined],
    ['track', undefined, undefined, undefined],
  ])
})
