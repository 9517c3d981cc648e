// @vitest-environment happy-dom
import type { Window as HappyWindow } from 'happy-dom'
import { expect, it } from 'vitest'
import { createRecorder } from '../testing/createRecorder.js'
import { outboundLinks } from './outboundLinks.js'

const { happyDOM } = window as unknown as { happyDOM: HappyWindow['happyDOM'] }

function follow(href: string, type = 'click', button = 0): void {
  const link = document.createElement('a')
  link.href = href
  link.innerHTML = '<b>Go</b>'
  link.addEventListener(type, (event) => event.preventDefault())
  document.body.append(link)
  const init = { bubbles: true, composed: true, cancelable: true, button }
  link.firstChild!.dispatchEvent(new MouseEvent(type, init))
}

it('records links to other sites, and no others', () => {
  happyDOM.setURL('https://shop.example/')
  const { recorded, remove } = createRecorder(outboundLinks({ own: ['pay.example'] }))
  for (const href of [
    '/cart',
    'https://shop.example/cart',
    'https://m.shop.example/',
    'https://pay.example/',
    'https://cn.pay.example/',
    'mailto:anna@other.example',
    'javascript:void 0',
  ])
    follow(href)
  expect(recorded).toEqual([])
  follow('https://other.example:8080/a?b=1#c')
  follow('https://notpay.example/', 'auxclick', 1)
  follow('https://other.example/', 'auxclick', 2)
  expect(recorded).toEqual([
    ['Outbound Link Clicked', { url: 'https://other.example:8080/a?b=1#c', host: 'other.example:8080', text: 'Go' }],
    ['Outbound Link Clicked', { url: 'https://notpay.example/', host: 'notpay.example', text: 'Go' }],
  ])
  remove()
  follow('https://other.example/')
  expect(recorded.length).toBe(2)
})
