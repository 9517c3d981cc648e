// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createObservers, type Observation } from '../testing/createObservers.js'
import { createRecorder } from '../testing/createRecorder.js'
import { exposures } from './exposures.js'

let observations: Observation[]

function show(name: string, more: Record<string, string> = {}): HTMLElement {
  const element = document.createElement('article')
  for (const [key, value] of Object.entries({ 'data-qm-view': name, ...more })) element.setAttribute(key, value)
  document.body.append(element)
  return element
}

/** Lets the page hear of its own changes. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

/** What is still observed of an element. */
const of = (element: Element) => observations.filter((one) => one.live && one.target() === element)

async function see(element: Element, ratio = 1, forMs = 60): Promise<void> {
  for (const one of of(element)) one.see(ratio)
  await new Promise((resolve) => setTimeout(resolve, forMs))
}

beforeEach(() => {
  observations = createObservers()
})
afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

it('records elements that were there, and those that come later, once each, when enough was seen for long enough', async () => {
  const first = show('Product Viewed', { 'data-qm-product-id': 'grape', 'data-qm-properties': '{"position":1}' })
  const { recorded } = createRecorder(exposures({ dwellMs: 20 }))
  expect(of(first)[0]!.options.threshold).toBe(0.5)
  await see(first, 0.4)
  expect(recorded).toEqual([])
  await see(first, 0.6)
  expect(recorded).toEqual([['Product Viewed', { product_id: 'grape', position: 1 }]])
  const wrapper = document.createElement('div')
  const later = show('Coupon Viewed')
  wrapper.append(later)
  document.body.append(wrapper)
  await settle()
  await see(later)
  expect(recorded[1]).toEqual(['Coupon Viewed', {}])
  document.body.prepend(wrapper)
  await settle()
  expect([of(first), of(later)]).toEqual([[], []])
})

it("an element's own ratio and dwell hold for it", async () => {
  const { recorded } = createRecorder(exposures({ dwellMs: 20 }))
  const element = show('Seen', { 'data-qm-ratio': '0.1', 'data-qm-dwell': '100' })
  await settle()
  expect(of(element)[0]!.options.threshold).toBe(0.1)
  await see(element, 0.2, 50)
  expect(recorded).toEqual([])
  await see(element, 0.2, 150)
  expect(recorded.length).toBe(1)
})

it('an element that gets another name can be seen again, and one without a name cannot', async () => {
  const { recorded } = createRecorder(exposures({ dwellMs: 0 }))
  const element = show('One')
  await settle()
  await see(element)
  element.setAttribute('data-qm-view', 'Two')
  await settle()
  await see(element)
  element.removeAttribute('data-qm-view')
  await settle()
  expect(of(element)).toEqual([])
  expect(recorded.map(([name]) => name)).toEqual(['One', 'Two'])
})

it('lets go of elements that leave, and of all when it is removed', async () => {
  const [gone, kept] = [show('Gone'), show('Kept')]
  const { remove } = createRecorder(exposures())
  gone.remove()
  await settle()
  expect([of(gone).length, of(kept).length]).toEqual([0, 1])
  remove()
  const later = show('Later')
  await settle()
  expect([of(kept).length, of(later).length]).toEqual([0, 0])
})

it.each([50, Number.NaN])('refuses %s as a share of an element', (ratio) => {
  expect(() => exposures({ ratio })).toThrow('[qianmian] exposures needs ratio: 0 to 1, such as 0.5')
})
