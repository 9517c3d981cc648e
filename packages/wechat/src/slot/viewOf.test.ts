import { expect, it } from 'vitest'
import type { Decision } from './SlotSource.js'
import { viewOf } from './viewOf.js'

const decided = (payload: unknown) => ({ slot: 's', experience: 'e', payload, reason: 'chosen' }) as Decision

it('takes text, and addresses that may be opened', () => {
  expect(viewOf(decided({ type: 'coupon', amount: 20, text: '送您', cta: {}, url: '/pages/cart/index' }))).toEqual({
    type: 'coupon',
    amount: '20',
    text: '送您',
    url: '/pages/cart/index',
    image: undefined,
    dismissible: true,
  })
  for (const url of ['javascript:alert(1)', '//evil.example', 'data:text/html,x', 7, ' /x'])
    expect(viewOf(decided({ type: 'banner', url, image: url }))).toMatchObject({ url: undefined, image: undefined })
  for (const url of ['https://a.example/b', '/pages/a/b?x=1', 'pages/a/b'])
    expect(viewOf(decided({ type: 'banner', url }))!.url).toBe(url)
})

it('leaves to the page what it does not know', () => {
  expect(viewOf(decided({ type: 'hero', title: 'x' }))).toBe(null)
  expect(viewOf(decided({ type: 'coupon', text: 'x', activity: 'c20' }))).toBe(null)
  expect(viewOf(decided(null))).toBe(null)
})
