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
  const stop = createBrowserTabs('tabs').lead((leads) => said.push(leads))
  await expect.poll(() => said).toEqual([true])
  expect(localStorage.getItem('tabs')).not.toBe(null)
  stop()
  expect(localStorage.getItem('tabs')).toBe(null)
})

it('gives up the lead when the page is left, and leads anew when it is back', async () => {
  vi.stubGlobal('navigator', {})
  const pageshow = (persisted: boolean) => Object.assign(new Event('pageshow'), { persisted })
  const said: boolean[] = []
  const stop = createBrowserTabs('tabs').lead((leads) => said.push(leads))
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

it('talks where there is no BroadcastChannel, and leaves nothing of it', () => {
  vi.stubGlobal('BroadcastChannel', undefined)
  const tabs = createBrowserTabs('tabs')
  const said: unknown[] = []
  const stop = tabs.on((message) => said.push(message))
  const happened: StorageEventInit[] = []
  vi.stubGlobal('localStorage', {
    setItem: (key: string, newValue: string) => happened.push({ key, newValue }),
    removeItem: (key: string) => happened.push({ key, newValue: null }),
    clear() {},
  })
  tabs.send({ ask: true })
  expect(happened.at(-1)).toEqual({ key: happened[0]!.key, newValue: null })
  const tell = () => {
    for (const change of [...happened, { key: 'another', newValue: '{}' }])
      dispatchEvent(new StorageEvent('storage', change))
  }
  tell()
  expect(said).toEqual([{ ask: true }])
  stop()
  tell()
  expect(said).toEqual([{ ask: true }])
})
