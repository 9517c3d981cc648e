// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { createBrowserTabs } from './createBrowserTabs.js'

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

it('leads by a lease where it is refused a lock, as in a sandboxed frame, and throws nothing', async () => {
  const request = () => Promise.reject(new DOMException('denied', 'SecurityError'))
  vi.stubGlobal('navigator', { locks: { request } })
  const said: boolean[] = []
  const stop = createBrowserTabs('tabs')!.lead((leads) => said.push(leads))
  await expect.poll(() => said).toEqual([true])
  expect(localStorage.getItem('tabs')).not.toBe(null)
  stop()
  expect(localStorage.getItem('tabs')).toBe(null)
})

it('gives up the lead when the page is left, and leads anew when it is back', async () => {
  vi.stubGlobal('navigator', {})
  const pageshow = (persisted: boolean) => Object.assign(new Event('pageshow'), { persisted })
  const said: boolean[] = []
  const stop = createBrowserTabs('tabs')!.lead((leads) => said.push(leads))
  dispatchEvent(pageshow(false))
  await expect.poll(() => said).toEqual([true])
  dispatchEvent(new Event('pagehide'))
  expect(localStorage.getItem('tabs')).toBe(null)
  dispatchEvent(pageshow(true))
  await expect.poll(() => said).toEqual([true, false, true])
  stop()
  dispatchEvent(new Event('pagehide'))
  dispatchEvent(pageshow(true))
  expect(localStorage.getItem('tabs')).toBe(null)
})
