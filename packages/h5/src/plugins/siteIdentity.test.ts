// @vitest-environment happy-dom
import type { ClientOptions, StateStore } from '@qianmian/core'
import type { Window as HappyWindow } from 'happy-dom'
import { beforeEach, expect, it } from 'vitest'
import { createRecorder } from '../testing/createRecorder.js'
import { siteIdentity } from './siteIdentity.js'
import { writeCookie } from './writeCookie.js'

const { happyDOM } = window as unknown as { happyDOM: HappyWindow['happyDOM'] }

/** A visit to a subdomain that keeps what is in `store`; what was recorded before the plugin came is kept too. */
function visit(store = new Map<string, string>(), options: Partial<ClientOptions> = {}) {
  const state: StateStore = {
    get: (key) => store.get(key) ?? null,
    set: (key, value) => void store.set(key, value),
    remove: (key) => void store.delete(key),
  }
  const page = createRecorder(siteIdentity(), { ...options }, state)
  const identity = async () => (await page.client.export()) as { anonymousId: string; userId: string | null }
  return { ...page, store, identity, id: async () => (await identity()).anonymousId }
}

const cookie = () => /qm_id=([^;]*)/.exec(document.cookie)?.[1]

beforeEach(() => {
  happyDOM.setURL('https://www.shop.example/')
  for (const pair of document.cookie.split('; '))
    writeCookie(`${pair.split('=')[0]}=;domain=shop.example;path=/;max-age=-1`)
})

it('writes who the visitor is, for all subdomains, and leaves no other cookie', async () => {
  const { id } = visit()
  expect(document.cookie).toBe(`qm_id=${await id()}`)
})

it('goes on under the id of the cookie, with the user id that it knows', async () => {
  const known = visit()
  known.client.identify('anna')
  known.store.delete('site')
  writeCookie('qm_id=of%20www;domain=shop.example;path=/')
  const later = visit(known.store)
  expect(await later.identity()).toMatchObject({ anonymousId: 'of www', userId: 'anna' })
  expect(cookie()).toBe('of%20www')
})

it('is another person when the cookie has changed since: somebody else came to another subdomain', async () => {
  const first = visit()
  first.client.identify('anna')
  writeCookie('qm_id=bert;domain=shop.example;path=/')
  first.platform.emit('show')
  expect(await first.identity()).toMatchObject({ anonymousId: 'bert', userId: null })
  expect(cookie()).toBe('bert')
})

it('follows a reset, and writes the newer id where the cookie was left behind', async () => {
  const first = visit()
  first.client.reset()
  expect(cookie()).toBe(await first.id())
  first.remove()
  first.client.reset()
  const own = await first.id()
  expect(cookie()).not.toBe(own)
  const later = visit(first.store)
  expect([await later.id(), cookie()]).toEqual([own, own])
})

it('reads and writes nothing before analytics is allowed, and removes all when that is withdrawn', async () => {
  writeCookie('qm_id=of-www;domain=shop.example;path=/')
  const { client, id, store } = visit(undefined, { consent: { required: true } })
  client.track('Waiting')
  expect(await id()).not.toBe('of-www')
  client.consent({ analytics: true })
  expect(await id()).toBe('of-www')
  client.consent({ analytics: false })
  expect(document.cookie).toBe('')
  expect(store.has('site')).toBe(false)
})

it('lets a damaged cookie stand for none', async () => {
  for (const damaged of ['%E0%A4%A', 'a'.repeat(257)]) {
    writeCookie(`qm_id=${damaged};domain=shop.example;path=/`)
    const { id, told } = visit()
    expect(cookie()).toBe(await id())
    expect([told, cookie() === damaged]).toEqual([[], false])
  }
})
