// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { type Drawn, patch } from './patch.js'

const at = (tag: string, part: string, ...inside: (Drawn | string)[]): Drawn => ({ tag, part, inside })

it('keeps the elements that stay, whatever comes and goes around them', () => {
  const root = document.createElement('div')
  const button = at('button', 'cta', 'Claim')
  patch(root, [at('p', 'text', 'one'), button, at('p', 'note', 'x')])
  const kept = root.querySelector('button')
  patch(root, [at('b', 'code', 'X1'), button])
  expect(root.querySelector('button')).toBe(kept)
  expect(root.innerHTML).toBe('<b part="code">X1</b><button part="cta">Claim</button>')
  patch(root, [at('p', 'text', 'two'), at('b', 'code', 'X1'), { ...button, attributes: { 'aria-disabled': 'true' } }])
  expect(root.querySelector('button')).toBe(kept)
  expect(kept!.getAttribute('aria-disabled')).toBe('true')
  patch(root, [button])
  expect(kept!.hasAttribute('aria-disabled')).toBe(false)
})

it('takes text for text', () => {
  const root = document.createElement('div')
  const words = '<img src=x onerror=alert(1)>'
  patch(root, [at('p', 'text', words)])
  expect(root.querySelector('img')).toBe(null)
  expect(root.textContent).toBe(words)
})

it('changes a text in its place, and keeps a list in its order', () => {
  const root = document.createElement('ol')
  const rows = (...names: string[]) => names.map((name) => at('li', 'row', name))
  patch(root, rows('a', 'b', 'c'))
  const text = root.firstChild!.firstChild
  patch(root, rows('x', 'b'))
  expect(root.firstChild!.firstChild).toBe(text)
  expect([...root.children].map(({ textContent }) => textContent)).toEqual(['x', 'b'])
})
