// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { createRecorder } from '../testing/createRecorder.js'
import { clicks } from './clicks.js'

/** Puts elements into the page, and returns what finds one of them. */
function show(html: string): (selector: string) => HTMLElement {
  document.body.innerHTML = html
  return (selector) => document.querySelector<HTMLElement>(selector)!
}

beforeEach(() => document.body.replaceChildren())

it('records a click inside of a marked element under its name, with the properties that it tells', () => {
  const { recorded } = createRecorder(clicks())
  const find = show(`
    <article data-qm-event="Product Clicked" data-qm-product-id="007" data-qm-list="home"
      data-qm-properties='{"price":19.9}' data-qm-view="Product Viewed" data-qm-ratio="0.2"><b>Grape</b></article>
    <p>Nothing</p>`)
  find('b').click()
  find('p').click()
  expect(recorded).toEqual([['Product Clicked', { product_id: '007', list: 'home', price: 19.9 }]])
})

it('tells of properties that are no JSON, and records the click without them', () => {
  const { recorded, told } = createRecorder(clicks())
  show(`<b data-qm-event="Clicked" data-qm-list="home" data-qm-properties="{'price'}"></b>`)('b').click()
  expect(recorded).toEqual([['Clicked', { list: 'home' }]])
  expect(told).toMatchObject([{ code: 'invalid' }])
})

it('finds the innermost mark, through open shadow roots, and in elements that come later', () => {
  const { recorded } = createRecorder(clicks())
  const host = show('<div data-qm-event="Outer"><section></section></div>')('section')
  const inner = document.createElement('i')
  host.attachShadow({ mode: 'open' }).append(inner)
  inner.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
  inner.setAttribute('data-qm-event', 'Inner')
  inner.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
  expect(recorded.map(([name]) => name)).toEqual(['Outer', 'Inner'])
})

it('with `all`, tells which control was clicked, with bounded text', () => {
  const { recorded } = createRecorder(clicks({ all: true, textLength: 8 }))
  const find = show(`
    <button id="buy" class="big" aria-label="Buy"><b>马上买\n  </b><i>Buy it now</i></button>
    <a href="https://shop.example/cart?a=1">Cart</a>
    <a id="mail" href="mailto:anna@shop.example">Mail</a>`)
  find('b').click()
  find('a').click()
  find('#mail').click()
  expect(recorded).toEqual([
    ['Element Clicked', { tag: 'button', id: 'buy', classes: 'big', label: 'Buy', text: '马上买 Buy' }],
    ['Element Clicked', { tag: 'a', text: 'Cart', url: 'https://shop.example/cart?a=1' }],
    ['Element Clicked', { tag: 'a', id: 'mail', text: 'Mail' }],
  ])
})

it('with `all`, records nothing that was typed, no password field and nothing private', () => {
  const { recorded } = createRecorder(clicks({ all: true }))
  const find = show(`
    <input id="phone" name="phone" type="tel" value="138" />
    <textarea>my secret</textarea>
    <div id="editor" contenteditable="true">my <a href="https://shop.example/x">secret</a></div>
    <section id="card">Card <span data-qm-private>6222</span><textarea>secret</textarea></section>
    <input type="password" value="secret" />
    <div data-qm-private><button>Anna</button></div>`)
  for (const selector of ['#phone', 'textarea', '#editor a', '#card', '[type=password]', 'button'])
    find(selector).click()
  expect(recorded.map(([, properties]) => properties)).toEqual([
    { tag: 'input', id: 'phone', name: 'phone', type: 'tel' },
    { tag: 'textarea' },
    { tag: 'a', url: 'https://shop.example/x' },
    { tag: 'section', id: 'card', text: 'Card' },
  ])
})

it('with `all`, counts a click on a label once, as one on its field', () => {
  const { recorded } = createRecorder(clicks({ all: true }))
  show('<label>I agree <input type="checkbox" name="agree" /></label>')('label').click()
  expect(recorded).toEqual([['Element Clicked', { tag: 'input', name: 'agree', type: 'checkbox' }]])
})

it('hears nothing any more when it is removed', () => {
  const { recorded, remove } = createRecorder(clicks({ all: true }))
  remove()
  show('<button>Buy</button>')('button').click()
  expect(recorded).toEqual([])
})
