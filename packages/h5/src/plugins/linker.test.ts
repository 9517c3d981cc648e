// @vitest-environment happy-dom
import { type Identity, readIdentityToken, writeIdentityToken } from '@qianmian/core'
import type { Window as HappyWindow } from 'happy-dom'
import { expect, it } from 'vitest'
import { createRecorder } from '../testing/createRecorder.js'
import { linker } from './linker.js'
import { pageViews } from './pageViews.js'

const { happyDOM } = window as unknown as { happyDOM: HappyWindow['happyDOM'] }
const NOW = Date.parse('2026-06-01T08:00:00Z')
const required = { consent: { required: true } }

/** Opens a page by an address that carries this identity, `late` ms after it was written. */
function arrive(identity: Identity, late = 0): void {
  happyDOM.setURL(`https://shop.example/cart?a=1&qm_id=${writeIdentityToken(identity, NOW - late)}#top`)
}

/** A page whose client has a linker, and who its visitor is by now. */
function open(options: Parameters<typeof createRecorder>[1] = {}, first?: (plugin: ReturnType<typeof linker>) => void) {
  const plugin = linker({ domains: ['partner.example'] })
  first?.(plugin)
  const page = createRecorder(plugin, options)
  const identity = async () => {
    const { anonymousId, userId } = await page.client.export()
    return { anonymousId, userId }
  }
  return { ...page, plugin, identity }
}

/** Where a click on a link would lead, and the link's address afterwards. */
async function follow(href: string, { platform }: ReturnType<typeof open>, type = 'click', button = 0) {
  const link = document.createElement('a')
  link.setAttribute('href', href)
  document.body.append(link)
  let to = ''
  link.addEventListener(type, (event) => {
    to = link.href
    event.preventDefault()
  })
  link.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, button }))
  await platform.advance(0)
  return [to, link.getAttribute('href')]
}

it('goes on under the ids of a fresh token, which leaves the address bar, and no event tells of it', async () => {
  arrive({ anonymousId: 'theirs', userId: 'anna' })
  const { client, identity, recorded } = open()
  expect(await identity()).toEqual({ anonymousId: 'theirs', userId: 'anna' })
  expect(location.href).toBe('https://shop.example/cart?a=1#top')
  client.track('Opened', { url: 'https://shop.example/?qm_id=1~a~~b&c=1' })
  expect(recorded).toEqual([['Opened', { url: 'https://shop.example/?c=1' }]])
})

it('passes over a token that is old or damaged, and takes it away all the same', async () => {
  for (const spoil of [
    () => arrive({ anonymousId: 'theirs', userId: null }, 120_001),
    () => happyDOM.setURL(`${location.href}?qm_id=x`),
  ]) {
    spoil()
    const { identity } = open()
    expect((await identity()).anonymousId).not.toBe('theirs')
    expect(location.search).not.toContain('qm_id')
  }
})

it('never takes one user for another', async () => {
  happyDOM.setURL('https://shop.example/')
  const { client, identity } = open(required)
  client.identify('bert')
  arrive({ anonymousId: 'theirs', userId: 'anna' })
  client.consent({ analytics: true })
  expect(await identity()).toMatchObject({ userId: 'bert' })
  expect((await identity()).anonymousId).not.toBe('theirs')
})

it('where consent is required, reads and writes nothing before it, and then counts what waited as the same person’s', async () => {
  arrive({ anonymousId: 'theirs', userId: null })
  const page = open(required)
  const heard: string[] = []
  page.client.use({ name: 'heard', setup: ({ on }) => on('event', ({ anonymousId }) => void heard.push(anonymousId)) })
  page.client.track('Waiting')
  expect(location.search).toContain('qm_id')
  expect(await follow('https://partner.example/', page)).toEqual([
    'https://partner.example/',
    'https://partner.example/',
  ])
  expect(page.plugin.decorate('/pages/home')).toBe('/pages/home')
  page.client.consent({ analytics: true })
  expect(location.search).not.toContain('qm_id')
  expect(new Set(heard)).toEqual(new Set(['theirs']))
  page.client.consent({ analytics: false })
  expect(page.plugin.decorate('/pages/home')).toBe('/pages/home')
})

it('gives a link to a listed domain its token in the moment in which it is followed, and no other link', async () => {
  happyDOM.setURL('https://shop.example/')
  const page = open()
  const [to, left] = await follow('https://m.partner.example/a?b=1#c', page)
  const { searchParams, hash } = new URL(to!)
  expect(readIdentityToken(searchParams.get('qm_id'), NOW)).toEqual(await page.identity())
  expect([searchParams.get('b'), hash, left]).toEqual(['1', '#c', 'https://m.partner.example/a?b=1#c'])
  expect((await follow('https://partner.example/', page, 'auxclick', 1))[0]).toContain('qm_id=')
  for (const href of ['/cart', 'https://other.example/', 'https://notpartner.example/', 'mailto:a@partner.example'])
    expect((await follow(href, page))[0]).not.toContain('qm_id=')
  expect((await follow('https://partner.example/', page, 'auxclick', 2))[0]).not.toContain('qm_id=')
  page.remove()
  expect((await follow('https://partner.example/', page))[0]).toBe('https://partner.example/')
  expect(page.plugin.decorate('/pages/home')).toBe('/pages/home')
})

it('decorates a page path of a mini-program', async () => {
  const { plugin, identity } = open()
  const [path, token] = plugin.decorate('/pages/home/home?from=h5').split('&qm_id=')
  expect(path).toBe('/pages/home/home?from=h5')
  expect(readIdentityToken(token, NOW)).toEqual(await identity())
})

it('makes no second page view by taking the token away', async () => {
  arrive({ anonymousId: 'theirs', userId: null })
  const { platform, recorded, client } = open({ plugins: [pageViews()] })
  await platform.advance(10)
  client.track('End')
  expect(recorded.map(([name]) => name)).toEqual(['End'])
})

it.each([
  ['nothing', undefined],
  ['no list', 'shop.example'],
  ['an address', ['https://shop.example']],
  ['a pattern', ['*.shop.example']],
  ['a port', ['shop.example:8080']],
])('says what to write instead of %s', (_, domains) => {
  const options = (domains && { domains }) as Parameters<typeof linker>[0]
  expect(() => linker(options)).toThrow("[qianmian] linker needs domains: names of hosts, such as ['shop.example']")
})
