// @vitest-environment happy-dom
import type { Window as HappyWindow } from 'happy-dom'
import { afterEach, expect, it, vi } from 'vitest'
import { browserContext } from './browserContext.js'
import { version } from './version.js'

const { happyDOM } = window as unknown as { happyDOM: HappyWindow['happyDOM'] }

afterEach(() => vi.restoreAllMocks())

it('tells the page, the campaign with its click ids, and the other site that it came from', () => {
  happyDOM.setURL('https://shop.example/cart?utm_source=douyin&utm_campaign=双11&gdt_vid=g1&q=1')
  vi.spyOn(document, 'referrer', 'get').mockReturnValue('https://www.baidu.com/s?wd=fruit')
  document.title = '购物车'
  const context = browserContext()
  expect(context).toMatchObject({
    library: { name: '@qianmian/h5', version },
    page: { path: '/cart', title: '购物车', referrer: 'https://www.baidu.com/s?wd=fruit' },
    campaign: { source: 'douyin', name: '双11', gdt_vid: 'g1' },
    referrer: { url: 'https://www.baidu.com/s?wd=fruit', host: 'www.baidu.com' },
  })
  expect(context.campaign).not.toHaveProperty('q')
})

it('keeps click ids of any network by their own names, and no other parameter', () => {
  const kept =
    'gclid gbraid wbraid dclid fbclid msclkid ttclid twclid yclid gdt_vid qz_gdt bd_vid sg_vid qhclickid clickid click_id'
  const other = 'id cid q client_id product_id clip article_id vid my_gbraid utm_'
  const search = `${kept} ${other}`.split(' ').map((name) => `${name}=1`)
  happyDOM.setURL(`https://shop.example/?${search.join('&')}`)
  expect(Object.keys(browserContext().campaign!)).toEqual(kept.split(' '))
})

it('takes the own site, and an empty referrer, for no referrer', () => {
  happyDOM.setURL('https://shop.example/')
  for (const referrer of ['', 'https://shop.example/cart', 'about:blank']) {
    vi.spyOn(document, 'referrer', 'get').mockReturnValue(referrer)
    expect(browserContext().referrer).toBe(undefined)
  }
  expect(browserContext().campaign).toBe(undefined)
})

it('tells what is held in the hand from what stands on a desk', () => {
  const agents = {
    mobile: [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 MicroMessenger/8.0',
      'Mozilla/5.0 (iPad; CPU OS 12_0 like Mac OS X)',
      'Linux; Android 13; SM-X900) Safari',
    ],
    desktop: ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120'],
  }
  for (const [type, list] of Object.entries(agents))
    for (const agent of list) {
      vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(agent)
      document.title = agent
      expect(browserContext().device).toEqual({ type })
    }
})
