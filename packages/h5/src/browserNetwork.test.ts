// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { browserNetwork } from './browserNetwork.js'

const request = { method: 'POST', url: 'https://collect.example/v1/batch', body: '{}', timeoutMs: 20 } as const

afterEach(() => vi.unstubAllGlobals())

it('resolves with any status', async () => {
  const fetch = vi.fn(async () => new Response('{"now":1}', { status: 429, headers: { 'retry-after': '3' } }))
  vi.stubGlobal('fetch', fetch)
  const answer = await browserNetwork(request)
  expect(answer).toMatchObject({ status: 429, body: '{"now":1}', headers: { 'retry-after': '3' } })
  expect(fetch).toHaveBeenCalledWith(request.url, expect.objectContaining({ credentials: 'omit', method: 'POST' }))
})

it('rejects when no answer comes in time', async () => {
  const forever = (_: string, { signal }: RequestInit) =>
    new Promise((_, reject) => signal!.addEventListener('abort', () => reject(new Error('aborted'))))
  vi.stubGlobal('fetch', forever)
  await expect(browserNetwork(request)).rejects.toThrow('aborted')
})

it('keeps the last request alive, and hands it to a beacon when the browser refuses', async () => {
  const fetch = vi.fn(async () => Promise.reject(new TypeError('quota')))
  const sendBeacon = vi.fn(() => true)
  vi.stubGlobal('fetch', fetch)
  vi.stubGlobal('navigator', { sendBeacon })
  await expect(browserNetwork({ ...request, last: true })).rejects.toThrow('quota')
  expect(fetch).toHaveBeenCalledWith(request.url, expect.objectContaining({ keepalive: true }))
  expect(sendBeacon).toHaveBeenCalledWith(request.url, '{}')
})
