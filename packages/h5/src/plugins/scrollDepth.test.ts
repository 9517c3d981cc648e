// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { createRecorder } from '../testing/createRecorder.js'
import { scrollDepth } from './scrollDepth.js'

/** Scrolls an element of 400 px in a window of 100 px. */
function scroll(element: Element, to: number, fires: EventTarget = element): void {
  for (const [name, value] of Object.entries({ scrollTop: to, clientHeight: 100, scrollHeight: 400 }))
    Object.defineProperty(element, name, { value, configurable: true })
  fires.dispatchEvent(new Event('scroll'))
}

const page = (to: number) => scroll(document.documentElement, to, document)

afterEach(() => vi.restoreAllMocks())

it('records each mark once for each page view, some time after the scroll', async () => {
  vi.spyOn(document, 'scrollingElement', 'get').mockReturnValue(document.documentElement)
  const { client, platform, recorded, remove } = createRecorder(scrollDepth())
  page(0)
  page(110)
  expect(recorded).toEqual([])
  await platform.advance(200)
  expect(recorded).toEqual([25, 50].map((percent) => ['Page Scrolled', { percent }]))
  page(0)
  await platform.advance(200)
  page(299.4)
  await platform.advance(200)
  expect(recorded.slice(2)).toEqual([75, 100].map((percent) => ['Page Scrolled', { percent }]))
  client.page()
  page(10)
  await platform.advance(200)
  expect(recorded.slice(5)).toEqual([['Page Scrolled', { percent: 25 }]])
  page(300)
  remove()
  await platform.advance(200)
  expect(recorded.length).toBe(6)
})

it('counts the last scroll of a page that is left', () => {
  vi.spyOn(document, 'scrollingElement', 'get').mockReturnValue(document.documentElement)
  const { platform, recorded } = createRecorder(scrollDepth({ marks: [90] }))
  page(300)
  platform.emit('hide')
  expect(recorded).toEqual([['Page Scrolled', { percent: 90 }]])
})

it('follows the element that scrolls instead of the page', async () => {
  document.body.innerHTML = '<main></main><aside></aside>'
  const { platform, recorded } = createRecorder(scrollDepth({ marks: [50], selector: 'main' }))
  page(300)
  scroll(document.querySelector('aside')!, 300)
  await platform.advance(200)
  expect(recorded).toEqual([])
  scroll(document.querySelector('main')!, 150)
  await platform.advance(200)
  expect(recorded).toEqual([['Page Scrolled', { percent: 50 }]])
})
