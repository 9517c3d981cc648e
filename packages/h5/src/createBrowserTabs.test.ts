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
