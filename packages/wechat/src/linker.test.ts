import { type RecordedEvent, writeIdentityToken } from '@qianmian/core'
import { expect, it } from 'vitest'
import { createClient } from './createClient.js'
import type { PageLike } from './createHostContext.js'
import { linker } from './linker.js'
import { createTestHost } from './testing/createTestHost.js'
import { createTestDisk } from './testing/createTestStorage.js'

const web = { anonymousId: 'of-the-web', userId: 'anna' }

function setUp({ query = {}, required = false }: { query?: Record<string, string>; required?: boolean }) {
  const host = createTestHost(createTestDisk(), async () => ({ status: 200 }), { path: 'pages/home/index', query })
  const open: PageLike[] = []
  const on = { name: 'wechat', host, pages: () => open }
  const heard: RecordedEvent[] = []
  const link = linker(on)
  const client = createClient(
    {
      writeKey: 'demo',
      endpoint: 'https://collect.example',
      consent: { required },
      plugins: [{ name: 'l', setup: ({ on }) => void on('event', (event) => void heard.push(event)) }, link],
    },
    on,
  )
  const end = () => {
    client.stop()
    host.kill()
  }
  return { client, link, open, heard, end }
}

it('goes on under the ids of the web page that opened it, and tells no token', () => {
  const { client, heard, end } = setUp({ query: { qm_id: writeIdentityToken(web, Date.now()), id: '7' } })
  client.track('Product Viewed')
  expect(heard.map(({ anonymousId, userId }) => ({ anonymousId, userId }))).toEqual([web, web])
  expect(JSON.stringify(heard)).not.toContain('qm_id')
  expect(heard[0]!.context.page).toMatchObject({ search: '?id=7' })
  end()
})

it('takes the ids that a web view hands to a page, for the event that finds them too', () => {
  const { client, open, heard, end } = setUp({})
  client.track('a')
  open.push({ route: 'pages/pay/index', options: { qm_id: writeIdentityToken(web, Date.now()) } })
  client.page()
  client.track('b')
  expect(heard.map(({ anonymousId }) => anonymousId === web.anonymousId)).toEqual([false, false, true, true])
  end()
})

it('takes no token that is too old, or of somebody else than who is known here, and none before consent', () => {
  const old = setUp({ query: { qm_id: writeIdentityToken(web, Date.now() - 200_000) } })
  old.client.identify('berta')
  expect(old.heard.every(({ anonymousId }) => anonymousId !== web.anonymousId)).toBe(true)
  old.open.push({ options: { qm_id: writeIdentityToken(web, Date.now()) } })
  old.client.track('a')
  expect(old.heard.at(-1)).toMatchObject({ userId: 'berta' })
  old.end()
  const asked = setUp({ query: { qm_id: writeIdentityToken(web, Date.now()) }, required: true })
  asked.client.track('a')
  expect(asked.link.decorate('https://shop.example/')).toBe('https://shop.example/')
  asked.client.consent({ analytics: true })
  expect(asked.heard.map(({ anonymousId }) => anonymousId)).toEqual([web.anonymousId, web.anonymousId])
  asked.end()
})

it('decorates addresses of web pages and of mini-programs', () => {
  const { link, client, end } = setUp({})
  client.identify('anna')
  expect(link.decorate('https://shop.example/pay?id=7#top')).toMatch(
    /^https:\/\/shop\.example\/pay\?id=7&qm_id=[\w.~-]+#top$/,
  )
  expect(link.decorate('/pages/pay/index')).toMatch(/^\/pages\/pay\/index\?qm_id=[\w.~-]+$/)
  end()
})
